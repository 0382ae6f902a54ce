package org.univoice.gateway.rest;

import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Patch;
import com.linecorp.armeria.server.annotation.Post;
import com.linecorp.armeria.server.annotation.Put;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The query parameters that the endpoints' routes take, as their annotations say. */
final class QueryParameters {
  private final Map<String, SortedSet<String>> byRoute;

  private QueryParameters(Map<String, SortedSet<String>> byRoute) {
    this.byRoute = byRoute;
  }

  static QueryParameters of(List<Object> endpoints) {
    Map<String, SortedSet<String>> byRoute = new HashMap<>();
    for (Object endpoint : endpoints) {
      for (Method method : endpoint.getClass().getDeclaredMethods()) {
        for (String route : routes(method)) {
          byRoute.put(route, parameters(method, route));
        }
      }
    }
    return new QueryParameters(byRoute);
  }

  /** Empty when the route belongs to no endpoint. */
  Optional<SortedSet<String>> at(String method, String path) {
    return Optional.ofNullable(byRoute.get(method + " " + path));
  }

  private static List<String> routes(Method method) {
    List<String> routes = new ArrayList<>();
    add(routes, "GET", Optional.ofNullable(method.getAnnotation(Get.class)).map(Get::value));
    add(routes, "POST", Optional.ofNullable(method.getAnnotation(Post.class)).map(Post::value));
    add(routes, "PUT", Optional.ofNullable(method.getAnnotation(Put.class)).map(Put::value));
    add(routes, "PATCH", Optional.ofNullable(method.getAnnotation(Patch.class)).map(Patch::value));
    add(
        routes,
        "DELETE",
        Optional.ofNullable(method.getAnnotation(Delete.class)).map(Delete::value));
    return routes;
  }

  private static void add(List<String> routes, String method, Optional<String> path) {
    path.ifPresent(pattern -> routes.add(method + " " + pattern));
  }

  private static SortedSet<String> parameters(Method method, String route) {
    SortedSet<String> names = new TreeSet<>();
    Stream.of(method.getParameters())
        .map(parameter -> parameter.getAnnotation(Param.class))
        .filter(param -> param != null && !route.contains("{" + param.value() + "}"))
        .forEach(param -> names.add(param.value()));
    TakesQuery more = method.getAnnotation(TakesQuery.class);
    if (more != null) {
      names.addAll(List.of(more.value()));
    }
    return names;
  }
}
