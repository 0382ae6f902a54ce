package org.univoice.local.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.tls.TlsFiles;
import org.univoice.gateway.tls.TlsIdentity;

class LanCertificateTest {
  private static final LanNames HOME = new LanNames(List.of("192.168.1.5"), "desk.local");

  @TempDir private Path folder;
  private LanCertificate certificate;
  private TlsFiles made;

  @BeforeEach
  void setUp() throws IOException {
    certificate = new LanCertificate(folder.resolve("lan"), new Random(1));
    made = certificate.ensure(HOME, Instant.now());
  }

  @Test
  void shouldBeAnIdentityThatListenersCanShowUnderEachName() throws Exception {
    TlsIdentity identity =
        TlsIdentity.of(Files.readAllBytes(made.certificate()), Files.readAllBytes(made.key()));
    assertThat(identity.chain().get(0).getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactlyInAnyOrderElementsOf(HOME.all())
        .containsExactlyInAnyOrder("127.0.0.1", "localhost", "192.168.1.5", "desk.local");
    assertThat(identity.chain().get(0).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void shouldKeepTheKeyForThePersonAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lan"))))
        .isEqualTo("rwx------");
    try (var all = Files.list(folder.resolve("lan"))) {
      assertThat(all).containsExactlyInAnyOrder(made.certificate(), made.key());
    }
  }

  @Test
  void shouldStayTheSameAsLongAsTheNamesDo() throws IOException {
    String before = Files.readString(made.certificate());
    certificate.ensure(HOME, Instant.now());
    assertThat(made.certificate()).hasContent(before);
  }

  @Test
  void shouldBeMadeAnewForAnotherAddressAndBeforeItEnds() throws IOException {
    String before = Files.readString(made.certificate());
    certificate.ensure(new LanNames(List.of("10.0.0.7"), "desk.local"), Instant.now());
    String elsewhere = Files.readString(made.certificate());
    certificate.ensure(
        new LanNames(List.of("10.0.0.7"), "desk.local"), Instant.now().plus(Duration.ofDays(790)));
    assertThat(elsewhere).isNotEqualTo(before);
    assertThat(made.certificate()).content().isNotEqualTo(elsewhere);
  }

  @Test
  void shouldBeMadeAnewWhenWhatIsKeptCannotBeRead() throws Exception {
    Files.writeString(made.certificate(), "half");
    certificate.ensure(HOME, Instant.now());
    assertThat(
            TlsIdentity.of(Files.readAllBytes(made.certificate()), Files.readAllBytes(made.key())))
        .isNotNull();
  }
}
