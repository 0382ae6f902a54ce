package org.univoice.job.amazon.ffmpeg;

import java.io.ByteArrayOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.univoice.job.amazon.SpeechDecoder;
import org.univoice.job.call.ModelCallException;

/** FFmpeg's own MP3 decoder, which makes 16-bit samples: nothing is resampled. */
public final class FfmpegMp3Decoder implements SpeechDecoder {

  private static final int MONO = 1;

  static {
    // Its thread would keep the classes of a job that has ended; everything here is closed by hand.
    System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final AVCodecContext context;
  private final AVCodecParserContext parser;
  private final AVPacket packet;
  private final AVFrame frame;
  private boolean heard;

  public FfmpegMp3Decoder() {
    // "mp3float" is what the id alone would find.
    AVCodec codec = avcodec.avcodec_find_decoder_by_name("mp3");
    context = avcodec.avcodec_alloc_context3(codec);
    context.thread_count(1);
    check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
    parser = avcodec.av_parser_init(codec.id());
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
  }

  @Override
  public byte[] decode(byte[] encoded) {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    // The parser may read on behind its input.
    try (BytePointer in = new BytePointer((long) encoded.length + padding())) {
      BytePointer.memset(in, 0, in.capacity());
      in.put(encoded, 0, encoded.length);
      int at = 0;
      while (at < encoded.length) {
        at += parse(in, at, encoded.length - at, pcm);
      }
    }
    return pcm.toByteArray();
  }

  @Override
  public byte[] drain() {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    try (BytePointer nothing = new BytePointer((long) padding())) {
      BytePointer.memset(nothing, 0, nothing.capacity());
      parse(nothing, 0, 0, pcm);
    }
    avcodec.avcodec_send_packet(context, null);
    receive(pcm);
    if (!heard) {
      throw new ModelCallException("the speech is no MP3 of 24 kHz", false, null);
    }
    return pcm.toByteArray();
  }

  private int parse(BytePointer in, int at, int length, ByteArrayOutputStream pcm) {
    try (PointerPointer<BytePointer> found = new PointerPointer<>(1);
        IntPointer size = new IntPointer(1)) {
      found.put(0, (BytePointer) null);
      int used =
          check(
              avcodec.av_parser_parse2(
                  parser,
                  context,
                  found,
                  size,
                  // A pointer made of this one would free its memory when closed.
                  in.position(at),
                  length,
                  avutil.AV_NOPTS_VALUE,
                  avutil.AV_NOPTS_VALUE,
                  0));
      if (size.get() > 0) {
        packet.data(found.get(BytePointer.class, 0));
        packet.size(size.get());
        // One damaged frame is 24 ms of silence to the ear, not a reason to stop speaking.
        if (avcodec.avcodec_send_packet(context, packet) >= 0) {
          receive(pcm);
        }
      }
      return used;
    }
  }

  private void receive(ByteArrayOutputStream pcm) {
    while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
      if (frame.sample_rate() != RATE_HZ || frame.ch_layout().nb_channels() != MONO) {
        throw new ModelCallException(
            "the speech came in " + frame.sample_rate() + " Hz", false, null);
      }
      byte[] samples = new byte[frame.nb_samples() * Short.BYTES];
      frame.data(0).get(samples);
      pcm.writeBytes(samples);
      heard = true;
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    packet.data(null);
    packet.size(0);
    avcodec.av_packet_free(packet);
    avcodec.av_parser_close(parser);
    avcodec.avcodec_free_context(context);
  }

  private static int padding() {
    return avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg failed: error " + result);
    }
    return result;
  }
}
