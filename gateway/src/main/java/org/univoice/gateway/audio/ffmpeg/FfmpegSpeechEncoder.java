package org.univoice.gateway.audio.ffmpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.univoice.gateway.audio.SpeechEncoder;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.audio.WavSpeech;

/** Encodes by the libopus and LAME in FFmpeg's natives. Not safe for use by several threads. */
public final class FfmpegSpeechEncoder implements SpeechEncoder {

  /** Good speech at 24 kHz. */
  private static final int OPUS_BITS_PER_SECOND = 32_000;

  private static final int MP3_BITS_PER_SECOND = 64_000;

  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private byte[] rest = {};

  private FfmpegSpeechEncoder(String encoder, int sampleFormat, int bitsPerSecond, String... keys) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
    context = avcodec.avcodec_alloc_context3(codec);
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
    context.sample_rate(SpeechFormat.RATE_HZ);
    context.sample_fmt(sampleFormat);
    context.bit_rate(bitsPerSecond);
    context.thread_count(1);
    avutil.av_channel_layout_default(context.ch_layout(), 1);
    try (AVDictionary options = new AVDictionary(null)) {
      for (int i = 0; i < keys.length; i += 2) {
        avutil.av_dict_set(options, keys[i], keys[i + 1], 0);
      }
      check(avcodec.avcodec_open2(context, codec, options));
      avutil.av_dict_free(options);
    }
  }

  public static SpeechEncoder open(SpeechFormat format) {
    return switch (format) {
      case OPUS ->
          new FfmpegSpeechEncoder(
              "libopus",
              avutil.AV_SAMPLE_FMT_S16,
              OPUS_BITS_PER_SECOND,
              "application",
              "voip",
              "frame_duration",
              "20",
              // The highest of ten levels takes twice the time of this one.
              "compression_level",
              "5");
      // Without a reservoir no frame needs bits of frames before it.
      case MP3 ->
          new FfmpegSpeechEncoder(
              "libmp3lame", avutil.AV_SAMPLE_FMT_S16P, MP3_BITS_PER_SECOND, "reservoir", "0");
      case WAV -> new WavSpeech();
      case PCM16 -> throw new IllegalArgumentException("samples need no encoder");
    };
  }

  @Override
  public List<byte[]> encode(byte[] pcm) {
    byte[] all = Arrays.copyOf(rest, rest.length + pcm.length);
    System.arraycopy(pcm, 0, all, rest.length, pcm.length);
    List<byte[]> units = new ArrayList<>();
    int size = context.frame_size() * Short.BYTES;
    int at = 0;
    for (; at + size <= all.length; at += size) {
      send(Arrays.copyOfRange(all, at, at + size));
      take(units);
    }
    rest = Arrays.copyOfRange(all, at, all.length);
    return units;
  }

  private void send(byte[] samples) {
    frame.nb_samples(samples.length / Short.BYTES);
    frame.format(context.sample_fmt());
    frame.sample_rate(SpeechFormat.RATE_HZ);
    avutil.av_channel_layout_default(frame.ch_layout(), 1);
    check(avutil.av_frame_get_buffer(frame, 0));
    try {
      frame.data(0).put(samples);
      check(avcodec.avcodec_send_frame(context, frame));
    } finally {
      avutil.av_frame_unref(frame);
    }
  }

  private void take(List<byte[]> units) {
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      byte[] unit = new byte[packet.size()];
      packet.data().get(unit);
      units.add(unit);
      avcodec.av_packet_unref(packet);
    }
  }

  @Override
  public List<byte[]> finish() {
    List<byte[]> units = new ArrayList<>();
    if (rest.length > 0) {
      send(rest);
      rest = new byte[0];
      take(units);
    }
    check(avcodec.avcodec_send_frame(context, null));
    take(units);
    return units;
  }

  @Override
  public int unitSamples() {
    return context.frame_size();
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg could not encode: error " + result);
    }
  }
}
