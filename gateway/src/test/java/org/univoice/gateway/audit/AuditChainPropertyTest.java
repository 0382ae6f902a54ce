package org.univoice.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.gateway.audit.AuditVerifier.Fault;
import org.univoice.gateway.audit.AuditVerifier.Kind;

/** Whatever is done to a log afterwards is found, and named by its first entry. */
class AuditChainPropertyTest {

  @Property(tries = 200)
  void shouldFindNothingInALogAsItWasWritten(
      @ForAll @Size(max = 20) List<@From("entries") AuditEntry> entries) {
    List<ChainedEntry> chain = chain(entries);

    AuditVerifier verifier = verified(lines(chain));

    assertThat(verifier.fault()).isEmpty();
    assertThat(verifier.chain()).isEqualTo(end(chain));
    for (ChainedEntry entry : chain) {
      assertThat(AuditJson.parse(AuditJson.line(entry))).isEqualTo(entry);
    }
  }

  @Property(tries = 200)
  void shouldFindAnyChangedCharacter(
      @ForAll @Size(min = 1, max = 8) List<@From("entries") AuditEntry> entries,
      @ForAll @IntRange(max = 7) int which,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll char to) {
    List<String> lines = lines(chain(entries));
    int index = which % lines.size();
    String line = lines.get(index);
    int at = where % line.length();
    if (line.charAt(at) == to) {
      return;
    }
    lines.set(index, line.substring(0, at) + to + line.substring(at + 1));

    assertFault(verified(lines), Kind.CHANGED, index + 1);
  }

  @Property(tries = 200)
  void shouldFindEntriesThatWereRemoved(
      @ForAll @Size(min = 2, max = 12) List<@From("entries") AuditEntry> entries,
      @ForAll @IntRange(max = 11) int from,
      @ForAll @IntRange(min = 1, max = 3) int count) {
    List<ChainedEntry> chain = chain(entries);
    List<String> lines = lines(chain);
    int first = from % lines.size();
    int last = Math.min(lines.size(), first + count);
    lines.subList(first, last).clear();

    AuditVerifier verifier = verified(lines, Optional.of(end(chain)));

    assertFault(verifier, Kind.REMOVED, first + 1);
  }

  @Property(tries = 200)
  void shouldFindEntriesThatWereInsertedOrRepeated(
      @ForAll @Size(min = 1, max = 8) List<@From("entries") AuditEntry> entries,
      @ForAll("entries") AuditEntry forged,
      @ForAll @IntRange(max = 7) int which) {
    List<ChainedEntry> chain = chain(entries);
    int index = which % chain.size();
    List<String> repeated = lines(chain);
    repeated.add(index + 1, repeated.get(index));
    assertFault(verified(repeated), Kind.INSERTED, index + 1);

    // With everything right but what follows.
    AuditChain before = index == 0 ? AuditChain.EMPTY : AuditChain.endingWith(chain.get(index - 1));
    List<String> inserted = lines(chain);
    inserted.add(index, AuditJson.line(before.link("forged", forged)));
    assertFault(verified(inserted), Kind.INSERTED, index + 1);
  }

  @Property(tries = 200)
  void shouldFindAChangeThatWasHashedAnew(
      @ForAll @Size(min = 2, max = 8) List<@From("entries") AuditEntry> entries,
      @ForAll("entries") AuditEntry forged,
      @ForAll @IntRange(max = 7) int which) {
    List<ChainedEntry> chain = chain(entries);
    int index = which % chain.size();
    AuditChain before = index == 0 ? AuditChain.EMPTY : AuditChain.endingWith(chain.get(index - 1));
    List<String> lines = lines(chain);
    lines.set(index, AuditJson.line(before.link("forged", forged)));

    AuditVerifier verifier = verified(lines, Optional.of(end(chain)));

    assertFault(verifier, Kind.CHANGED, index + 1);
  }

  @Property(tries = 200)
  void shouldFindALogThatWasWrittenAnewWhenItsEndIsKnown(
      @ForAll @Size(min = 1, max = 8) List<@From("entries") AuditEntry> entries,
      @ForAll("entries") AuditEntry forged) {
    List<AuditEntry> others = new ArrayList<>(entries);
    others.set(0, forged);
    List<String> lines = lines(chain(others));
    assertThat(verified(lines).fault()).isEmpty();

    assertThat(verified(lines, Optional.of(end(chain(entries)))).fault()).isPresent();
  }

  @Property(tries = 200)
  void shouldFindEntriesThatChangedPlaces(
      @ForAll @Size(min = 2, max = 8) List<@From("entries") AuditEntry> entries,
      @ForAll @IntRange(max = 6) int which) {
    List<String> lines = lines(chain(entries));
    int index = which % (lines.size() - 1);
    lines.add(index, lines.remove(index + 1));

    assertFault(verified(lines), Kind.REMOVED, index + 1);
  }

  @Property(tries = 200)
  void shouldSayThatTheLastLineIsTorn(
      @ForAll @Size(min = 1, max = 4) List<@From("entries") AuditEntry> entries) {
    AuditVerifier verifier = verified(lines(chain(entries)));

    assertThat(verifier.line("{\"action\":\"RE", true)).isFalse();

    assertFault(verifier, Kind.TORN, entries.size() + 1);
  }

  private static void assertFault(AuditVerifier verifier, Kind kind, long sequence) {
    assertThat(verifier.fault()).isPresent();
    Fault fault = verifier.fault().orElseThrow();
    assertThat(fault.kind()).as(fault.message()).isEqualTo(kind);
    assertThat(fault.sequence()).isEqualTo(sequence);
  }

  private static AuditVerifier verified(List<String> lines) {
    return verified(lines, Optional.empty());
  }

  private static AuditVerifier verified(List<String> lines, Optional<AuditChain> known) {
    AuditVerifier verifier = new AuditVerifier(AuditChain.EMPTY, known);
    lines.forEach(line -> verifier.line(line, false));
    verifier.end();
    return verifier;
  }

  private static List<ChainedEntry> chain(List<AuditEntry> entries) {
    AuditChain chain = AuditChain.EMPTY;
    List<ChainedEntry> linked = new ArrayList<>();
    for (AuditEntry entry : entries) {
      ChainedEntry next = chain.link("event-" + linked.size(), entry);
      linked.add(next);
      chain = AuditChain.endingWith(next);
    }
    return linked;
  }

  private static List<String> lines(List<ChainedEntry> chain) {
    return new ArrayList<>(chain.stream().map(AuditJson::line).toList());
  }

  private static AuditChain end(List<ChainedEntry> chain) {
    return chain.isEmpty() ? AuditChain.EMPTY : AuditChain.endingWith(chain.get(chain.size() - 1));
  }

  @Provide
  Arbitrary<AuditEntry> entries() {
    Arbitrary<String> text = Arbitraries.strings().ascii().ofMaxLength(12);
    Arbitrary<String> odd =
        Arbitraries.strings().withChars('é', '"', '\\', '\n', '中', 'a').ofMaxLength(5);
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000_000L),
            text,
            odd,
            Arbitraries.of("CREATE", "READ", "UPDATE", "DELETE"),
            Arbitraries.of(AuditEntry.Result.class),
            Arbitraries.maps(text, text).ofMaxSize(3))
        .as(
            (time, user, agent, action, result, details) ->
                new AuditEntry(
                    time, user, action, "sessions", "s1", "192.0.2.1", agent, result, details));
  }
}
