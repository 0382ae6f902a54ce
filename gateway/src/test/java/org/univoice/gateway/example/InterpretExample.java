package org.univoice.gateway.example;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import org.univoice.v1.AudioFormat;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.Configure;
import org.univoice.v1.InterpreterServiceGrpc;
import org.univoice.v1.ServerMessage;

/** Speaks English and hears everybody else in Portuguese; docs/api.md shows this file. */
public final class InterpretExample {
  private InterpretExample() {}

  public static void speak(
      Channel channel, String ticket, byte[] pcm16, StreamObserver<ServerMessage> heard) {
    StreamObserver<ClientMessage> said = InterpreterServiceGrpc.newStub(channel).interpret(heard);
    AudioFormat format =
        AudioFormat.newBuilder().setEncoding(AudioFormat.Encoding.PCM16).build(); // 16 kHz mono
    Configure me =
        Configure.newBuilder()
            .setTicket(ticket)
            .setAudio(format)
            .setSpeaks("en-US")
            .setHears("pt-BR")
            .build();
    said.onNext(ClientMessage.newBuilder().setConfigure(me).build());
    said.onNext(ClientMessage.newBuilder().setAudio(ByteString.copyFrom(pcm16)).build());
    said.onCompleted(); // everything is said; what was said still comes back translated
  }
}
