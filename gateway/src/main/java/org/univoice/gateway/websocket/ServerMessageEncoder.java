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
 * number of the speech (4), milliseconds since its start (4), all big-endian, then the sound.
 */
@Sharable
final class ServerMessageEncoder extends MessageToMessageEncoder<ServerMessage> {
  static final int HEADER_BYTES = 16;

  @Override
  protected void encode(ChannelHandlerContext ctx, ServerMessage message, List<Object> frames) {
    if (message instanceof ServerMessage.Audio audio) {
      ByteBuf frame = ctx.alloc().ioBuffer(HEADER_BYTES + audio.pcm().length);
      frame.writeLong(audio.sequence()).writeInt(audio.audio()).writeInt(audio.timeMillis());
      frames.add(new BinaryWebSocketFrame(frame.writeBytes(audio.pcm())));
    } else {
      frames.add(new TextWebSocketFrame(Unpooled.wrappedBuffer(Json.bytes(message))));
    }
  }
}
