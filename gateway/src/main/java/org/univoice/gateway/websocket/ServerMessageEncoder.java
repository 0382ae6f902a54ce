package org.univoice.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;

/**
 * What the gateway says becomes JSON text; speech becomes a binary frame: sequence (8 bytes),
 * number of the speech (4; below 0: of somebody's own voice), milliseconds since its start (4), all
 * big-endian, then the sound.
 */
@Sharable
final class ServerMessageEncoder extends MessageToMessageEncoder<ServerMessage> {
  static final int HEADER_BYTES = 16;

  @Override
  protected void encode(ChannelHandlerContext ctx, ServerMessage message, List<Object> frames) {
    if (message instanceof ServerMessage.Audio audio) {
      frames.add(frame(ctx, audio.sequence(), audio.audio(), audio.timeMillis(), audio.pcm()));
    } else if (message instanceof ServerMessage.Original original) {
      frames.add(
          frame(ctx, original.sequence(), original.audio(), original.timeMillis(), original.pcm()));
    } else {
      frames.add(new TextWebSocketFrame(Unpooled.wrappedBuffer(Json.bytes(message))));
    }
  }

  private static BinaryWebSocketFrame frame(
      ChannelHandlerContext ctx, long sequence, int number, int timeMillis, byte[] sound) {
    ByteBuf frame = ctx.alloc().ioBuffer(HEADER_BYTES + sound.length);
    frame.writeLong(sequence).writeInt(number).writeInt(timeMillis);
    return new BinaryWebSocketFrame(frame.writeBytes(sound));
  }
}
