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
import org.bytedeco.javacpp.BytePointer;

/** Encodes as senders do, by FFmpeg. */
public final class TestEncoder {

  private TestEncoder() {}

  /** Frames of a constant bit rate. */
  public static List<byte[]> mp3(byte[] pcm, int rate, int channels, int kilobits) {
    return encoded("libmp3lame", pcm, rate, channels, kilobits * 1_000, List.of());
  }

  /** Frames of whatever bit rate each needs. */
  public static List<byte[]> mp3OfAnyBitRate(byte[] pcm, int rate, int channels) {
    return encoded("libmp3lame", pcm, rate, channels, 0, List.of());
  }

  public static List<byte[]> opus(byte[] pcm, int rate, int channels, String frameMillis) {
    return encoded(
        "libopus",
        pcm,
        rate,
        channels,
        32_000,
        List.of("application", "voip", "frame_duration", frameMillis));
  }

  private static List<byte[]> encoded(
      String name, byte[] pcm, int rate, int channels, int bitsPerSecond, List<String> options) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    boolean isMp3 = name.equals("libmp3lame");
    context.sample_rate(rate);
    context.sample_fmt(isMp3 ? avutil.AV_SAMPLE_FMT_S16P : avutil.AV_SAMPLE_FMT_S16);
    avutil.av_channel_layout_default(context.ch_layout(), channels);
    if (bitsPerSecond > 0) {
      context.bit_rate(bitsPerSecond);
    } else {
      context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
      context.global_quality(4 * avutil.FF_QP2LAMBDA);
    }
    AVDictionary dictionary = new AVDictionary(null);
    for (int i = 0; i < options.size(); i += 2) {
      avutil.av_dict_set(dictionary, options.get(i), options.get(i + 1), 0);
    }
    check(avcodec.avcodec_open2(context, codec, dictionary));
    List<byte[]> packets = new ArrayList<>();
    int size = context.frame_size();
    int frames = pcm.length / 2 / channels;
    for (int at = 0; at < frames; at += size) {
      frame.nb_samples(size);
      frame.format(context.sample_fmt());
      frame.sample_rate(rate);
      avutil.av_channel_layout_default(frame.ch_layout(), channels);
      check(avutil.av_frame_get_buffer(frame, 0));
      byte[] part =
          Arrays.copyOf(
              Arrays.copyOfRange(
                  pcm, at * 2 * channels, Math.min(frames, at + size) * 2 * channels),
              size * 2 * channels);
      if (isMp3) {
        for (int channel = 0; channel < channels; channel++) {
          byte[] side = new byte[size * 2];
          for (int i = 0; i < size; i++) {
            side[2 * i] = part[2 * (i * channels + channel)];
            side[2 * i + 1] = part[2 * (i * channels + channel) + 1];
          }
          frame.data(channel).put(side);
        }
      } else {
        frame.data(0).put(part);
      }
      check(avcodec.avcodec_send_frame(context, frame));
      avutil.av_frame_unref(frame);
      take(context, packet, packets);
    }
    check(avcodec.avcodec_send_frame(context, null));
    take(context, packet, packets);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
    return packets;
  }

  private static void take(AVCodecContext context, AVPacket packet, List<byte[]> packets) {
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      byte[] bytes = new byte[packet.size()];
      BytePointer data = packet.data();
      data.get(bytes);
      packets.add(bytes);
      avcodec.av_packet_unref(packet);
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg: " + result);
    }
  }

  /** One after the other. */
  public static byte[] joined(List<byte[]> parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
