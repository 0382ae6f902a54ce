package org.univoice.job.segmentation.opus.ffmpeg;

import java.nio.ByteBuffer;
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

/** Opus as a talker's client makes it of 16 kHz mono. */
public final class OpusPackets {

  /** What the encoder puts before the sound, at 48 kHz. */
  public static final int PRE_SKIP = 312;

  private OpusPackets() {}

  public static List<byte[]> of(byte[] pcm, int packetMillis) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopus");
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    context.sample_rate(16_000);
    context.sample_fmt(avutil.AV_SAMPLE_FMT_S16);
    context.bit_rate(32_000);
    avutil.av_channel_layout_default(context.ch_layout(), 1);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "frame_duration", String.valueOf(packetMillis), 0);
    if (avcodec.avcodec_open2(context, codec, options) < 0) {
      throw new IllegalStateException("no encoder");
    }
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    List<byte[]> packets = new ArrayList<>();
    int bytes = packetMillis * 32;
    for (int at = 0; at < pcm.length; at += bytes) {
      frame.nb_samples(bytes / 2);
      frame.format(avutil.AV_SAMPLE_FMT_S16);
      frame.sample_rate(16_000);
      avutil.av_channel_layout_default(frame.ch_layout(), 1);
      avutil.av_frame_get_buffer(frame, 0);
      frame.data(0).put(Arrays.copyOfRange(pcm, at, at + bytes));
      avcodec.avcodec_send_frame(context, frame);
      avutil.av_frame_unref(frame);
      take(context, packet, packets);
    }
    avcodec.avcodec_send_frame(context, null);
    take(context, packet, packets);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
    return packets;
  }

  private static void take(AVCodecContext context, AVPacket packet, List<byte[]> packets) {
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      packets.add(bytes);
      avcodec.av_packet_unref(packet);
    }
  }

  /** A chunk's payload. */
  public static byte[] payload(List<byte[]> packets) {
    ByteBuffer payload =
        ByteBuffer.allocate(packets.stream().mapToInt(packet -> packet.length + 2).sum());
    packets.forEach(packet -> payload.putShort((short) packet.length).put(packet));
    return payload.array();
  }

  public static byte[] tone(double hertz, double amplitude, int millis) {
    byte[] pcm = new byte[millis * 32];
    for (int i = 0; i < pcm.length / 2; i++) {
      int sample = (int) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / 16_000));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }

  public static short[] samples(byte[] pcm) {
    short[] samples = new short[pcm.length / 2];
    ByteBuffer.wrap(pcm).order(java.nio.ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
