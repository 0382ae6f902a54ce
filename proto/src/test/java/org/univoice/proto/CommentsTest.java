package org.univoice.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts are read by people who have nothing but them. */
class CommentsTest {

  /** Written by the build, beside the stubs. */
  private static final Path CONTRACTS = Path.of("target/contracts.binpb");

  /** What a descriptor declares, by the name of the field that lists it. */
  private static final Set<String> DECLARATIONS =
      Set.of(
          "message_type",
          "nested_type",
          "enum_type",
          "service",
          "field",
          "value",
          "method",
          "oneof_decl");

  static Stream<FileDescriptorProto> ourFiles() throws IOException {
    return FileDescriptorSet.parseFrom(Files.readAllBytes(CONTRACTS)).getFileList().stream()
        .filter(file -> file.getPackage().startsWith("univoice."));
  }

  @ParameterizedTest
  @MethodSource("ourFiles")
  void shouldSayOfEverythingThatIsDeclaredWhatItMeans(FileDescriptorProto file) {
    Set<List<Integer>> commented =
        file.getSourceCodeInfo().getLocationList().stream()
            .filter(CommentsTest::hasComment)
            .map(Location::getPathList)
            .collect(Collectors.toSet());
    List<String> bare = new ArrayList<>();
    int declared = visit(file, file.getPackage(), List.of(), commented, bare);

    assertThat(declared).as("declarations in %s", file.getName()).isGreaterThan(10);
    assertThat(bare).as("without a comment in %s", file.getName()).isEmpty();
  }

  private static boolean hasComment(Location location) {
    return !location.getLeadingComments().isBlank() || !location.getTrailingComments().isBlank();
  }

  /** How much is declared in there; a place is known by field numbers and indices. */
  private static int visit(
      Message declaration,
      String name,
      List<Integer> place,
      Set<List<Integer>> commented,
      List<String> bare) {
    int declared = 0;
    for (FieldDescriptor list : declaration.getDescriptorForType().getFields()) {
      if (!DECLARATIONS.contains(list.getName())) {
        continue;
      }
      for (int i = 0; i < declaration.getRepeatedFieldCount(list); i++) {
        Message inner = (Message) declaration.getRepeatedField(list, i);
        if (inner instanceof DescriptorProto type && type.getOptions().getMapEntry()) {
          continue;
        }
        boolean isOfAnOptionalField =
            inner instanceof OneofDescriptorProto one && one.getName().startsWith("_");
        if (isOfAnOptionalField) {
          continue;
        }
        String innerName = name + "." + nameOf(inner);
        List<Integer> innerPlace =
            Stream.concat(place.stream(), Stream.of(list.getNumber(), i)).toList();
        if (!commented.contains(innerPlace)) {
          bare.add(innerName);
        }
        declared += 1 + visit(inner, innerName, innerPlace, commented, bare);
      }
    }
    return declared;
  }

  private static String nameOf(Message declaration) {
    return (String)
        declaration.getField(declaration.getDescriptorForType().findFieldByName("name"));
  }
}
