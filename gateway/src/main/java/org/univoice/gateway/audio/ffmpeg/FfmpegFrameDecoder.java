package org.univoice.gateway.audio.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.univoice.gateway.audio.FrameDecoder;

/**
 * Decodes by FFmpeg's libavcodec, Opus by the libopus in it. Not safe for use by several threads.
 */
public final class FfmpegFrameDecoder implements FrameDecoder {

  private static final int OPUS_RATE_HZ = 48_000;

  static {
    // What senders send is not worth a line each on standard error.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;

  private FfmpegFrameDecoder(Codec kind) {
    AVCodec codec =
        avcodec.avcodec_find_decoder_by_name(kind == Codec.OPUS ? "libopus" : "mp3float");
    context = avcodec.avcodec_alloc_context3(codec);
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
    context.thread_count(1);
    if (kind == Codec.OPUS) {
      // libopus itself mixes stereo down.
      context.sample_rate(OPUS_RATE_HZ);
      avutil.av_channel_layout_default(context.ch_layout(), 1);
    }
    if (avcodec.avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      close();
      throw new IllegalStateException("FFmpeg could not open a decoder for " + kind);
    }
  }

  public static FrameDecoder open(Codec kind) {
    return new FfmpegFrameDecoder(kind);
  }

  @Override
  public byte[] decode(byte[] encoded) {
    if (avcodec.av_new_packet(packet, encoded.length) < 0) {
      throw new IllegalStateException("FFmpeg has no memory for a packet");
    }
    try {
      packet.data().put(encoded);
      boolean isDecoded =
          avcodec.avcodec_send_packet(context, packet) >= 0
              && avcodec.avcodec_receive_frame(context, frame) >= 0;
      return isDecoded ? samples() : new byte[0];
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  private byte[] samples() {
    int count = frame.nb_samples();
    int channels = frame.ch_layout().nb_channels();
    byte[] pcm = new byte[count * Short.BYTES];
    if (frame.format() == avutil.AV_SAMPLE_FMT_S16 && channels == 1) {
      frame.data(0).get(pcm);
    } else if (frame.format() == avutil.AV_SAMPLE_FMT_FLTP) {
      mixDown(count, channels, pcm);
    } else {
      throw new IllegalStateException("FFmpeg decoded to samples of format " + frame.format());
    }
    return pcm;
  }

  private void mixDown(int count, int channels, byte[] pcm) {
    float[] sum = new float[count];
    float[] side = new float[count];
    for (int channel = 0; channel < channels; channel++) {
      new FloatPointer(frame.data(channel)).get(side);
      for (int i = 0; i < count; i++) {
        sum[i] += side[i];
      }
    }
    for (int i = 0; i < count; i++) {
      float scaled = sum[i] / channels * 32_768;
      int sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(scaled)));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }
}
