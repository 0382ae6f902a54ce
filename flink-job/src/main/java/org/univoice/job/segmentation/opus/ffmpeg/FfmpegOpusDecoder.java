package org.univoice.job.segmentation.opus.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.univoice.job.segmentation.opus.OpusDecoder;
import org.univoice.job.segmentation.opus.UndecodableException;

/** The libopus in FFmpeg's natives, which mixes down to mono, and FFmpeg's resampler. */
public final class FfmpegOpusDecoder implements OpusDecoder {

  private static final int OPUS_RATE_HZ = 48_000;
  private static final int TARGET_RATE_HZ = 16_000;
  private static final int RATIO = OPUS_RATE_HZ / TARGET_RATE_HZ;

  static {
    // Its thread would keep the classes of a job that has ended; everything here is closed by hand.
    System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private final SwrContext resampler;
  private int skipLeft;

  private FfmpegOpusDecoder(int skippedSamples) {
    skipLeft = skippedSamples;
    AVCodec codec = avcodec.avcodec_find_decoder_by_name("libopus");
    context = avcodec.avcodec_alloc_context3(codec);
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
    context.thread_count(1);
    context.sample_rate(OPUS_RATE_HZ);
    avutil.av_channel_layout_default(context.ch_layout(), 1);
    check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
    resampler = resampler();
  }

  /** Makes such decoders. */
  public static Factory factory() {
    return new Natives();
  }

  private static SwrContext resampler() {
    SwrContext resampler = new SwrContext(null);
    try (AVChannelLayout mono = new AVChannelLayout()) {
      avutil.av_channel_layout_default(mono, 1);
      check(
          swresample.swr_alloc_set_opts2(
              resampler,
              mono,
              avutil.AV_SAMPLE_FMT_S16,
              TARGET_RATE_HZ,
              mono,
              avutil.AV_SAMPLE_FMT_S16,
              OPUS_RATE_HZ,
              0,
              null));
      check(swresample.swr_init(resampler));
    }
    return resampler;
  }

  @Override
  public byte[] decode(byte[] encoded) throws UndecodableException {
    if (encoded.length == 0) {
      throw new UndecodableException("a packet is empty");
    }
    check(avcodec.av_new_packet(packet, encoded.length));
    try {
      packet.data().put(encoded);
      int result = avcodec.avcodec_send_packet(context, packet);
      result = result < 0 ? result : avcodec.avcodec_receive_frame(context, frame);
      if (result < 0) {
        throw new UndecodableException("FFmpeg's error is " + result);
      }
      int skipped = Math.min(skipLeft, frame.nb_samples());
      skipLeft -= skipped;
      return resampled(frame.nb_samples() - skipped, skipped);
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  private byte[] resampled(int samples, int skipped) {
    if (samples == 0) {
      return new byte[0];
    }
    int room = swresample.swr_get_out_samples(resampler, samples) + RATIO;
    try (BytePointer out = new BytePointer((long) room * Short.BYTES);
        PointerPointer<BytePointer> ins = new PointerPointer<>(1);
        PointerPointer<BytePointer> outs = new PointerPointer<>(1)) {
      ins.put(0, frame.data(0).getPointer((long) skipped * Short.BYTES));
      outs.put(0, out);
      int made = check(swresample.swr_convert(resampler, outs, room, ins, samples));
      byte[] pcm = new byte[made * Short.BYTES];
      out.get(pcm);
      return pcm;
    }
  }

  @Override
  public void close() {
    swresample.swr_free(resampler);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg failed: error " + result);
    }
    return result;
  }

  private static final class Natives implements Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public void open() {
      new FfmpegOpusDecoder(0).close();
    }

    @Override
    public OpusDecoder decoder(int skippedSamples) {
      return new FfmpegOpusDecoder(skippedSamples);
    }
  }
}
