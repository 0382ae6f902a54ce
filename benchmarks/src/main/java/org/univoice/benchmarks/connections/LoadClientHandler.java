package org.univoice.benchmarks.connections;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One client. What it says carries the moment of its sending and a number, so that what comes back
 * tells how long it took and whether anything is missing. Confined to its event loop, but for what
 * is asked when all is over.
 */
final class LoadClientHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int CHUNK_BYTES = 1_600;
  private static final int HEADER_BYTES = 16;
  private static final byte[] NOISE = new byte[CHUNK_BYTES];

  static {
    for (int i = 0; i < NOISE.length; i++) {
      NOISE[i] = (byte) (i * 31 % 64);
    }
  }

  private final List<Double> latencies = new ArrayList<>();
  private final List<Double> lateness = new ArrayList<>();
  private final Promise<Void> upgraded;
  private Promise<Void> configured;
  private ChannelHandlerContext context;
  private int sent;
  private volatile int heard;
  private int outOfOrder;
  private boolean measuring;

  /**
   * @param upgraded completed when this is a WebSocket, or cannot become one
   */
  LoadClientHandler(Promise<Void> upgraded) {
    this.upgraded = upgraded;
  }

  Future<Void> upgraded() {
    return upgraded;
  }

  void failed(Throwable cause) {
    upgraded.tryFailure(cause);
  }

  /**
   * @param speaks empty to listen only
   */
  Future<Void> configure(String speaks, String hears) {
    configured = context.executor().newPromise();
    String audio =
        speaks.isEmpty()
            ? ""
            : ",\"audio\":{\"format\":\"pcm16\",\"sampleRate\":16000,\"channels\":1}";
    context.writeAndFlush(
        new TextWebSocketFrame(
            "{\"action\":\"session.configure\",\"speaks\":\""
                + speaks
                + "\",\"hears\":\""
                + hears
                + "\""
                + audio
                + "}"));
    return configured;
  }

  /** Says a chunk that was to be said then. On its event loop. */
  void say(long dueNanos) {
    long now = System.nanoTime();
    if (measuring) {
      lateness.add((now - dueNanos) / 1e6);
    }
    ByteBuf chunk = context.alloc().buffer(CHUNK_BYTES);
    chunk.writeLong(now).writeInt(sent++).writeBytes(NOISE, 12, CHUNK_BYTES - 12);
    context.writeAndFlush(new BinaryWebSocketFrame(chunk));
  }

  /** Whether what is heard from now on counts. On its event loop. */
  void measure(boolean wanted) {
    measuring = wanted;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      upgraded.trySuccess(null);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof BinaryWebSocketFrame) {
      hear(frame.content());
    } else if (frame instanceof TextWebSocketFrame) {
      String text = frame.content().toString(StandardCharsets.UTF_8);
      if (text.contains("session.ready")) {
        configured.trySuccess(null);
      } else if (text.contains("\"error\"")) {
        configured.tryFailure(new IllegalStateException(text));
      }
    } else if (frame instanceof CloseWebSocketFrame) {
      ctx.close();
    }
  }

  private void hear(ByteBuf frame) {
    long sentAt = frame.getLong(HEADER_BYTES);
    if (frame.getInt(HEADER_BYTES + Long.BYTES) != heard++) {
      outOfOrder++;
    }
    if (measuring) {
      latencies.add((System.nanoTime() - sentAt) / 1e6);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    failed(failure);
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    failed(new IllegalStateException("The connection was closed"));
  }

  void leave() {
    context.writeAndFlush(new CloseWebSocketFrame(1000, ""));
  }

  int sent() {
    return sent;
  }

  int heard() {
    return heard;
  }

  /** What did not come as the next after what came before. */
  int outOfOrder() {
    return outOfOrder;
  }

  /** From sent to heard, in milliseconds. */
  List<Double> latencies() {
    return latencies;
  }

  /** How much later than meant it was sent: what the generator itself could not keep up with. */
  List<Double> lateness() {
    return lateness;
  }
}
