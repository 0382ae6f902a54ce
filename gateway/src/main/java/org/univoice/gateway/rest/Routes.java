package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServiceConfig;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a server serves, by path and method. */
final class Routes {
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

  /** A route that takes them all is no resource of ours that is told apart by methods. */
  private static final int FEWER_THAN_ALL = HttpMethod.knownMethods().size() - 1;

  private Routes() {}

  static List<String> of(List<ServiceConfig> services) {
    SortedSet<String> routes = new TreeSet<>();
    for (ServiceConfig service : services) {
      Route route = service.route();
      String path = PARAMETER.matcher(route.patternString()).replaceAll("{$1}");
      if (route.methods().size() >= FEWER_THAN_ALL) {
        routes.add(path);
      } else {
        route.methods().forEach(method -> routes.add(method + " " + path));
      }
    }
    return List.copyOf(routes);
  }

  /** The methods that a path takes; empty when there is nothing at it. */
  static SortedSet<String> methodsAt(String path, List<ServiceConfig> services) {
    SortedSet<String> methods = new TreeSet<>();
    for (ServiceConfig service : services) {
      Route route = service.route();
      boolean toldApart = route.methods().size() < FEWER_THAN_ALL;
      if (toldApart && pathOf(route).matcher(path).matches()) {
        route.methods().forEach(method -> methods.add(method.name()));
      }
    }
    return methods;
  }

  private static Pattern pathOf(Route route) {
    StringBuilder regex = new StringBuilder();
    for (String part : route.patternString().split("/", -1)) {
      String one = part.startsWith(":") || part.startsWith("{") ? "[^/]+" : Pattern.quote(part);
      regex.append(regex.isEmpty() && one.equals("\\Q\\E") ? "" : "/").append(one);
    }
    return Pattern.compile(regex.toString());
  }
}
