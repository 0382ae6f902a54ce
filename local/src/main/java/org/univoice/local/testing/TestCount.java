package org.univoice.local.testing;

import java.io.IOException;
import java.nio.file.Path;
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
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      NodeList suites =
          factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("testsuite");
      TestCount count = NONE;
      for (int i = 0; i < suites.getLength(); i++) {
        count = count.plus(of((Element) suites.item(i)));
      }
      return count;
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
