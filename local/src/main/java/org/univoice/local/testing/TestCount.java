package org.univoice.local.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** How tests went, read from reports in JUnit's XML. */
public record TestCount(int passed, int failed, int skipped) {
  public static final TestCount NONE = new TestCount(0, 0, 0);

  public TestCount plus(TestCount other) {
    return new TestCount(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  public static TestCount read(Path report) throws IOException {
    NodeList suites = elements(report, "testsuite");
    TestCount count = NONE;
    for (int i = 0; i < suites.getLength(); i++) {
      count = count.plus(of((Element) suites.item(i)));
    }
    return count;
  }

  /** A line for each that failed: its name, and the first line of what it said. */
  public static List<String> failures(Path report) throws IOException {
    List<String> lines = new ArrayList<>();
    NodeList cases = elements(report, "testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      for (String kind : List.of("failure", "error")) {
        NodeList why = test.getElementsByTagName(kind);
        if (why.getLength() > 0) {
          String said = why.item(0).getTextContent().strip().lines().findFirst().orElse("");
          lines.add(test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + said);
        }
      }
    }
    return lines;
  }

  private static NodeList elements(Path report, String name) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName(name);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("Not a test report: " + report, e);
    }
  }

  private static TestCount of(Element suite) {
    int failed = number(suite, "failures") + number(suite, "errors");
    int skipped = number(suite, "skipped");
    return new TestCount(number(suite, "tests") - failed - skipped, failed, skipped);
  }

  private static int number(Element suite, String name) {
    String value = suite.getAttribute(name);
    return value.isEmpty() ? 0 : Integer.parseInt(value);
  }
}
