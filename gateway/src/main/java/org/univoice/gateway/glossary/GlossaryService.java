package org.univoice.gateway.glossary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.GlossaryNames;
import org.univoice.gateway.user.Residency;

/** Vocabularies of people's own. Those of one tenant share theirs. */
public final class GlossaryService implements GlossaryNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
  private static final int MOST_GLOSSARIES = 100;

  private final Gatekeeper gatekeeper;
  private final GlossaryStore store;
  private final Residency residency;
  private final Supplier<Set<String>> languages;

  /**
   * @param languages primary subtags that are translated now
   */
  public GlossaryService(
      Gatekeeper gatekeeper,
      GlossaryStore store,
      Residency residency,
      Supplier<Set<String>> languages) {
    this.gatekeeper = gatekeeper;
    this.store = store;
    this.residency = residency;
    this.languages = languages;
  }

  /**
   * Keeps a glossary; one of that name is replaced.
   *
   * @throws RefusedException see {@link GlossaryFile#read}; QUOTA_EXCEEDED for too many of them
   */
  public Glossary put(Caller caller, String name, byte[] csv) {
    gatekeeper.admit(caller, Action.UPDATE, resource(caller, name));
    checkName(name);
    residency.require(caller.principal().userId());
    List<Term> terms = GlossaryFile.read(csv, languages.get());
    String owner = owner(caller);
    List<String> names = store.names(owner);
    if (!names.contains(name) && names.size() >= MOST_GLOSSARIES) {
      throw new RefusedException(
          ErrorCode.QUOTA_EXCEEDED, "There are 100 glossaries already.", "Delete one first.");
    }
    store.put(owner, name, GlossaryFile.write(terms));
    return new Glossary(name, terms);
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none
   */
  public byte[] csv(Caller caller, String name) {
    gatekeeper.admit(caller, Action.READ, resource(caller, name));
    checkName(name);
    return store.find(owner(caller), name).orElseThrow(() -> notFound(name));
  }

  /** Names, sorted. */
  public List<String> names(Caller caller) {
    gatekeeper.admit(caller, Action.READ, resource(caller, ""));
    return store.names(owner(caller));
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none
   */
  public void delete(Caller caller, String name) {
    gatekeeper.admit(caller, Action.DELETE, resource(caller, name));
    checkName(name);
    String owner = owner(caller);
    if (store.find(owner, name).isEmpty()) {
      throw notFound(name);
    }
    store.delete(owner, name);
  }

  @Override
  public boolean known(String tenant, String userId, String name) {
    return store.names(owner(tenant, userId)).contains(name);
  }

  /** What a session's translations use; empty when there is none of that name any more. */
  public Optional<Glossary> ofSession(String tenant, String userId, String name) {
    return store
        .find(owner(tenant, userId), name)
        .map(csv -> new Glossary(name, GlossaryFile.read(csv, anyOf(csv))));
  }

  /** Forgets what is a user's alone, as part of an erasure; a tenant's stays with the tenant. */
  public void deleteAll(String userId) {
    String owner = owner("", userId);
    store.names(owner).forEach(name -> store.delete(owner, name));
  }

  /** What is a user's alone, for an export. */
  public List<String> namesOf(String userId) {
    return store.names(owner("", userId));
  }

  /** One of {@link #namesOf}. */
  public Optional<byte[]> csvOf(String userId, String name) {
    return store.find(owner("", userId), name);
  }

  /** A language that was served when the glossary was kept may not be served today. */
  private static Set<String> anyOf(byte[] csv) {
    return Set.copyOf(
        Pattern.compile("[a-z]{2,8}")
            .matcher(new String(csv, StandardCharsets.UTF_8))
            .results()
            .map(match -> match.group())
            .distinct()
            .toList());
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'" + RefusedException.shown(name) + "' cannot be the name of a glossary.",
          "Use 1 to 64 of: a-z, 0-9, '.', '_', '-'; the first a letter or a digit.");
    }
  }

  private static String owner(Caller caller) {
    return owner(caller.principal().tenant(), caller.principal().userId());
  }

  /** Never the same for a tenant and a user, whatever their names are. */
  private static String owner(String tenant, String userId) {
    return tenant.isEmpty() ? "user-" + pathOf(userId) : "tenant-" + pathOf(tenant);
  }

  /** Other people choose these names: in a path they must not lead elsewhere. */
  private static String pathOf(String id) {
    return HARMLESS.matcher(id).matches()
        ? id
        : "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  private static Resource resource(Caller caller, String name) {
    return new Resource(Resource.Kind.GLOSSARIES, name, caller.principal().userId());
  }

  private static RefusedException notFound(String name) {
    return new RefusedException(
        ErrorCode.RESOURCE_NOT_FOUND,
        "There is no glossary '" + RefusedException.shown(name) + "'.",
        "List yours with GET /v1/glossaries.");
  }
}
