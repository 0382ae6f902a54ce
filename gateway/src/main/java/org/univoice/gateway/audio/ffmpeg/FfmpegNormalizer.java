package org.univoice.gateway.audio.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.univoice.gateway.audio.PcmNormalizer;

/** Resamples and mixes down by FFmpeg's libswresample. Not safe for use by several threads. */
public final class FfmpegNormalizer implements PcmNormalizer {

  private static final int TARGET_RATE_HZ = 16_000;

  private final int sampleRateHz;
  private final int frameBytes;
  private final SwrContext context;

  private FfmpegNormalizer(int sampleRateHz, int channels) {
    this.sampleRateHz = sampleRateHz;
    this.frameBytes = channels * Short.BYTES;
    this.context = new SwrContext(null);
    try (AVChannelLayout in = new AVChannelLayout();
        AVChannelLayout out = new AVChannelLayout()) {
      avutil.av_channel_layout_default(in, channels);
      avutil.av_channel_layout_default(out, 1);
      check(
          swresample.swr_alloc_set_opts2(
              context,
              out,
              avutil.AV_SAMPLE_FMT_S16,
              TARGET_RATE_HZ,
              in,
              avutil.AV_SAMPLE_FMT_S16,
              sampleRateHz,
              0,
              null));
      check(swresample.swr_init(context));
    }
  }

  /** The cheapest normalizer for the format. */
  public static PcmNormalizer open(int sampleRateHz, int channels) {
    return sampleRateHz == TARGET_RATE_HZ && channels == 1
        ? PcmNormalizer.passingThrough()
        : new FfmpegNormalizer(sampleRateHz, channels);
  }

  @Override
  public byte[] normalize(byte[] pcm) {
    return pcm.length == 0 ? pcm : convert(pcm);
  }

  @Override
  public byte[] finish() {
    return convert(null);
  }

  @Override
  public void close() {
    swresample.swr_free(context);
  }

  private byte[] convert(byte[] pcm) {
    int frames = pcm == null ? 0 : pcm.length / frameBytes;
    int room = swresample.swr_get_out_samples(context, frames) + sampleRateHz / TARGET_RATE_HZ + 1;
    try (BytePointer in = pcm == null ? new BytePointer() : new BytePointer(pcm);
        BytePointer out = new BytePointer((long) room * Short.BYTES);
        PointerPointer<BytePointer> ins = new PointerPointer<>(1);
        PointerPointer<BytePointer> outs = new PointerPointer<>(1)) {
      ins.put(0, in);
      outs.put(0, out);
      int made =
          check(swresample.swr_convert(context, outs, room, pcm == null ? null : ins, frames));
      byte[] result = new byte[made * Short.BYTES];
      out.get(result);
      return result;
    }
  }

  private static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg could not resample: error " + result);
    }
    return result;
  }
}
