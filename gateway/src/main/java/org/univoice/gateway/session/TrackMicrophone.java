package org.univoice.gateway.session;

import java.util.List;
import java.util.function.Supplier;
import org.univoice.gateway.audio.ChunkTimeline;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.FrameDecoder;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.OpusReader;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.AudioChunk;

/** Audio of any format in, chunks of the track out: of Opus for Opus, else of 16 kHz mono. */
public final class TrackMicrophone implements Microphone {
  private final ChunkTimeline timeline = new ChunkTimeline();
  private final PcmNormalizer.Factory normalizers;
  private final FrameDecoder.Factory decoders;
  private Intake intake;
  private List<AudioChunk> heard = List.of();
  private boolean isOpen;
  private long openedAtMillis;

  public TrackMicrophone(PcmNormalizer.Factory normalizers) {
    this(normalizers, FfmpegFrameDecoder::open);
  }

  public TrackMicrophone(PcmNormalizer.Factory normalizers, FrameDecoder.Factory decoders) {
    this.normalizers = normalizers;
    this.decoders = decoders;
  }

  @Override
  public void open(AudioFormat audio, boolean continued) {
    close();
    long playedMillis = timeline.chunkedMillis() - openedAtMillis;
    boolean isTakenOver = intake == null;
    if (continued && isTakenOver && playedMillis > 0 && audio.format().equals("wav")) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "Only the gateway that is gone has seen how this '" + audio.format() + "' begins.",
          "Send session.configure instead, and the rest of the audio as a file of its own.");
    }
    // Sent again from its very start, a file has its header again.
    if (continued && playedMillis > 0) {
      intake = (isTakenOver ? intake(audio) : intake).continuedAt(playedMillis);
    } else {
      intake = checked(() -> intake(audio));
      openedAtMillis = timeline.chunkedMillis();
    }
    isOpen = true;
  }

  private Intake intake(AudioFormat audio) {
    return switch (audio.format()) {
      case "opus" -> new OpusIntake(timeline, normalizers, decoders, new OpusReader());
      case "mp3" -> new PcmIntake(timeline, normalizers, EncodedAudio.mp3(decoders));
      case "wav" -> new PcmIntake(timeline, normalizers, EncodedAudio.wav());
      default ->
          new PcmIntake(
              timeline, normalizers, EncodedAudio.pcm16(audio.sampleRate(), audio.channels()));
    };
  }

  @Override
  public void goOnAt(TrackPosition position) {
    timeline.goOnAt(
        position.nextSequence(), position.nextStartMillis(), position.capturedAtMillis());
  }

  @Override
  public List<AudioChunk> accept(byte[] encoded, long nowMillis) {
    heard = List.of();
    List<AudioChunk> chunks = checked(() -> intake.accept(encoded, nowMillis));
    heard = intake.heard();
    return chunks;
  }

  @Override
  public List<AudioChunk> heard() {
    return heard;
  }

  @Override
  public List<AudioChunk> finish(long nowMillis) {
    List<AudioChunk> last = List.of();
    heard = List.of();
    // After a lost connection nothing is left over.
    if (isOpen) {
      last = intake.finish(nowMillis);
      heard = intake.heard();
    }
    close();
    return last;
  }

  @Override
  public void requireSound() {
    // Configured again after a lost connection, a track may end with what it has.
    if (intake != null && timeline.chunkedMillis() == 0) {
      checked(
          () -> {
            intake.requireSound();
            return null;
          });
    }
  }

  @Override
  public void discardTail() {
    timeline.discardTail();
    close();
  }

  @Override
  public long receivedMillis() {
    return timeline.chunkedMillis();
  }

  @Override
  public void close() {
    isOpen = false;
    if (intake != null) {
      intake.close();
    }
  }

  private static <T> T checked(Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidAudioFormatException e) {
      throw new RefusedException(ErrorCode.INVALID_AUDIO_FORMAT, e.getMessage(), e.suggestion());
    }
  }
}
