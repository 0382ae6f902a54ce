package org.univoice.gateway.error;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads the sentences of refusals from source: of every construction of a {@link RefusedException},
 * and of every call of a method of the same file that only hands its arguments on to one.
 */
final class RefusalSentences {
  private static final String BLANK = "…";

  private RefusalSentences() {}

  /**
   * @param where file, for who reads a failure
   */
  record Refusal(String where, String message, String suggestion) {}

  static List<Refusal> in(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Refusal> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(sources)) {
      List<Path> java = paths.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
      for (CompilationUnitTree unit : task.parse()) {
        String name = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        if (!name.equals("RefusedException.java")) {
          Helpers helpers = new Helpers();
          helpers.scan(unit, null);
          new Constructions(name, helpers.places, found).scan(unit, null);
        }
      }
    }
    return found;
  }

  /** Which arguments of a method become message and suggestion. */
  private record Places(int message, int suggestion) {}

  /** The message's place among the arguments of a construction; negative when it is none. */
  private static int messageOf(Tree tree) {
    if (tree instanceof NewClassTree made
        && made.getIdentifier().toString().equals("RefusedException")) {
      return 1;
    }
    boolean conflict =
        tree instanceof MethodInvocationTree call
            && call.getMethodSelect().toString().equals("RefusedException.conflict");
    return conflict ? 0 : -1;
  }

  private static List<? extends ExpressionTree> arguments(Tree tree) {
    return tree instanceof NewClassTree made
        ? made.getArguments()
        : ((MethodInvocationTree) tree).getArguments();
  }

  /** Finds the methods that hand their arguments on. */
  private static final class Helpers extends TreeScanner<Void, MethodTree> {
    private final Map<String, Places> places = new HashMap<>();

    @Override
    public Void visitMethod(MethodTree method, MethodTree outer) {
      return super.visitMethod(method, method);
    }

    @Override
    public Void visitNewClass(NewClassTree made, MethodTree method) {
      note(made, method);
      return super.visitNewClass(made, method);
    }

    private void note(Tree tree, MethodTree method) {
      int at = messageOf(tree);
      if (at < 0 || method == null) {
        return;
      }
      List<String> parameters =
          method.getParameters().stream().map(one -> one.getName().toString()).toList();
      int message = parameters.indexOf(arguments(tree).get(at).toString());
      int suggestion = parameters.indexOf(arguments(tree).get(at + 1).toString());
      if (message >= 0 && suggestion >= 0) {
        places.put(method.getName().toString(), new Places(message, suggestion));
      }
    }
  }

  private static final class Constructions extends TreeScanner<Void, MethodTree> {
    private final String file;
    private final Map<String, Places> helpers;
    private final List<Refusal> found;

    private Constructions(String file, Map<String, Places> helpers, List<Refusal> found) {
      this.file = file;
      this.helpers = helpers;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, MethodTree outer) {
      return super.visitMethod(method, method);
    }

    @Override
    public Void visitNewClass(NewClassTree made, MethodTree method) {
      boolean handsOn = method != null && helpers.containsKey(method.getName().toString());
      if (messageOf(made) >= 0 && !handsOn) {
        add(made.getArguments(), 1, 2);
      }
      return super.visitNewClass(made, method);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, MethodTree method) {
      if (messageOf(call) >= 0) {
        add(call.getArguments(), 0, 1);
      }
      Places places = helpers.get(call.getMethodSelect().toString());
      if (places != null) {
        add(call.getArguments(), places.message(), places.suggestion());
      }
      return super.visitMethodInvocation(call, method);
    }

    private void add(List<? extends ExpressionTree> arguments, int message, int suggestion) {
      for (String said : sentences(arguments.get(message))) {
        for (String advised : sentences(arguments.get(suggestion))) {
          found.add(new Refusal(file, said, advised));
        }
      }
    }

    /** What an expression may say; "…" stands for what is only known when it is said. */
    private static List<String> sentences(ExpressionTree expression) {
      if (expression instanceof LiteralTree literal) {
        return List.of(String.valueOf(literal.getValue()));
      }
      if (expression instanceof ParenthesizedTree inner) {
        return sentences(inner.getExpression());
      }
      if (expression instanceof ConditionalExpressionTree choice) {
        return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
            .flatMap(one -> sentences(one).stream())
            .toList();
      }
      if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return sentences(sum.getLeftOperand()).stream()
            .flatMap(left -> sentences(sum.getRightOperand()).stream().map(left::concat))
            .toList();
      }
      return List.of(BLANK);
    }
  }
}
