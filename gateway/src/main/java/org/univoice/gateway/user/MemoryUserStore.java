package org.univoice.gateway.user;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts of one process, forgotten with it. */
public final class MemoryUserStore implements UserStore {
  private final Map<String, User> users = new ConcurrentHashMap<>();

  @Override
  public User createIfAbsent(User user) {
    User there = users.putIfAbsent(user.userId(), user);
    return there == null ? user : there;
  }

  @Override
  public Optional<User> find(String userId) {
    return Optional.ofNullable(users.get(userId));
  }

  @Override
  public Optional<User> findByEmail(String email) {
    return users.values().stream().filter(user -> user.email().equals(email)).findFirst();
  }

  @Override
  public void update(User user) {
    users.compute(
        user.userId(),
        (id, former) -> {
          if (user.equals(former)) {
            return user;
          }
          if (former == null || former.version() != user.version() - 1) {
            throw new StaleUserException();
          }
          return user;
        });
  }

  @Override
  public void delete(String userId) {
    users.remove(userId);
  }
}
