package org.univoice.gateway.bus;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Something that happened to a session, as gateways write it down for each other: a gateway of
 * another version may know more or fewer of them, so names and meanings stay.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionEvent.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = SessionEvent.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = SessionEvent.Recorded.class, name = "recorded"),
  @JsonSubTypes.Type(value = SessionEvent.Wished.class, name = "wished"),
  @JsonSubTypes.Type(value = SessionEvent.Rename.class, name = "rename"),
  @JsonSubTypes.Type(value = SessionEvent.Renamed.class, name = "renamed"),
  @JsonSubTypes.Type(value = SessionEvent.ConsentChanged.class, name = "consent"),
  @JsonSubTypes.Type(value = SessionEvent.Forgotten.class, name = "forgotten"),
  @JsonSubTypes.Type(value = SessionEvent.Updated.class, name = "updated"),
  @JsonSubTypes.Type(value = SessionEvent.Over.class, name = "over"),
  @JsonSubTypes.Type(value = SessionEvent.Said.class, name = "said"),
  @JsonSubTypes.Type(value = SessionEvent.Listening.class, name = "listening"),
  @JsonSubTypes.Type(value = SessionEvent.Voice.class, name = "voice")
})
public sealed interface SessionEvent {

  Topic topic();

  /** Who needs to hear of it. */
  enum Topic {
    /** For gateways that hold somebody of the session. */
    DECISIONS,
    /** For those who watch it; where nobody does, it goes nowhere. */
    NEWS,
    /** Of people, whatever sessions they are in: {@link SessionBus#EVERY_SESSION}. */
    PEOPLE,
    /** For gateways that hold somebody of the session: where others hear them as they are. */
    LISTENERS,
    /** For gateways where somebody hears the others as they are. */
    VOICES
  }

  /** The owner chose other languages; tags are empty where none was or is chosen. */
  record Changed(String formerSource, String formerTarget, String source, String target)
      implements SessionEvent {
    public Changed {
      requireNonNull(formerSource);
      requireNonNull(formerTarget);
      requireNonNull(source);
      requireNonNull(target);
    }

    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /** It was ended for everybody; the directory does not know it any more. */
  record Ended() implements SessionEvent {
    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /** The owner wants it recorded from now on, or no more. */
  record Recorded(boolean wanted) implements SessionEvent {
    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /** The owner wants something else of recognition or translations; the store says what. */
  record Wished() implements SessionEvent {
    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /** Somebody shall be called otherwise, which whoever holds them writes down. */
  record Rename(String participantId, String name) implements SessionEvent {
    public Rename {
      requireNonNull(participantId);
      requireNonNull(name);
    }

    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /** Somebody is called otherwise; the directory says so. */
  record Renamed(String participantId, String name) implements SessionEvent {
    public Renamed {
      requireNonNull(participantId);
      requireNonNull(name);
    }

    @Override
    public Topic topic() {
      return Topic.DECISIONS;
    }
  }

  /**
   * Somebody gave a consent or took it back; the store says which.
   *
   * @param kind a gateway that does not know it has nothing that depends on it
   */
  record ConsentChanged(String userId, String kind) implements SessionEvent {
    public ConsentChanged {
      requireNonNull(userId);
      requireNonNull(kind);
    }

    @Override
    public Topic topic() {
      return Topic.PEOPLE;
    }
  }

  /**
   * Somebody is being erased: nothing more of them is kept.
   *
   * @param participants as whom they were in sessions of others
   */
  record Forgotten(String userId, List<String> participants) implements SessionEvent {
    public Forgotten {
      requireNonNull(userId);
      participants = List.copyOf(participants);
    }

    @Override
    public Topic topic() {
      return Topic.PEOPLE;
    }
  }

  /** The store has something else of it. */
  record Updated() implements SessionEvent {
    @Override
    public Topic topic() {
      return Topic.NEWS;
    }
  }

  /** The store has its end; nothing follows. */
  record Over() implements SessionEvent {
    @Override
    public Topic topic() {
      return Topic.NEWS;
    }
  }

  /**
   * Something was said and translated. Every gateway where somebody hears it says so: one segment
   * in one language may come several times.
   *
   * @param startMillis on the microphone's timeline, as {@code endMillis}
   * @param overlapped somebody else spoke at the same time; false from an older gateway
   */
  record Said(
      String segmentId,
      String sourceText,
      String translatedText,
      String sourceLanguage,
      String targetLanguage,
      String speakerId,
      String participantId,
      long startMillis,
      long endMillis,
      double confidence,
      long latencyMillis,
      long saidAtMillis,
      boolean overlapped)
      implements SessionEvent {
    public Said {
      requireNonNull(segmentId);
      requireNonNull(sourceText);
      requireNonNull(translatedText);
      requireNonNull(sourceLanguage);
      requireNonNull(targetLanguage);
      requireNonNull(speakerId);
      requireNonNull(participantId);
    }

    @Override
    public Topic topic() {
      return Topic.NEWS;
    }
  }

  /**
   * At a gateway somebody wants to hear the others as they are. It says so anew before it is
   * forgotten.
   */
  record Listening(String gateway) implements SessionEvent {
    public Listening {
      requireNonNull(gateway);
    }

    @Override
    public Topic topic() {
      return Topic.LISTENERS;
    }
  }

  /**
   * A piece of what somebody says, as it is.
   *
   * @param gateway where it was said
   * @param startMillis on the speaking track's timeline
   * @param pcm 16 kHz mono little-endian 16-bit samples; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Written down once and read once, never compared.
  record Voice(
      String gateway, String participantId, long startMillis, int durationMillis, byte[] pcm)
      implements SessionEvent {
    public Voice {
      requireNonNull(gateway);
      requireNonNull(participantId);
      requireNonNull(pcm);
    }

    @Override
    public Topic topic() {
      return Topic.VOICES;
    }
  }
}
