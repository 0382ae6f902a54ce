package org.univoice.job.amazon;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCall.AnswerObserver;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.voice.VoiceTier;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;

/** One answer of Polly, decoded and handed on as it comes. */
final class PollySpeech implements ModelCall.Cancellable {

  private final String model;
  private final AnswerObserver<SpeechPiece> observer;
  private final Steps steps;
  private final Supplier<SpeechDecoder> decoders;
  private volatile boolean over;
  private volatile Decoding decoding;

  PollySpeech(
      String model,
      AnswerObserver<SpeechPiece> observer,
      Steps steps,
      Supplier<SpeechDecoder> decoders) {
    this.model = model;
    this.observer = observer;
    this.steps = steps;
    this.decoders = decoders;
  }

  @Override
  public void cancel() {
    over = true;
    steps.cancel();
    Decoding last = decoding;
    if (last != null) {
      last.abandon();
    }
  }

  /**
   * @param cause null when everything was said
   */
  void end(Throwable cause) {
    if (over) {
      return;
    }
    over = true;
    if (cause == null) {
      observer.onCompleted();
    } else {
      observer.onFailed(AmazonFailures.of(model, cause));
    }
  }

  AsyncResponseTransformer<SynthesizeSpeechResponse, Void> of(String voice) {
    decoding = new Decoding(voice);
    return decoding;
  }

  /** The SDK calls it from one thread at a time, and a failure from any. */
  private final class Decoding
      implements AsyncResponseTransformer<SynthesizeSpeechResponse, Void>, Subscriber<ByteBuffer> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final SpeechPieces pieces;
    private SpeechDecoder decoder;
    private Subscription subscription;

    private Decoding(String voice) {
      pieces = new SpeechPieces(pcm -> say(new SpeechPiece(pcm, voice, VoiceTier.STANDARD)));
    }

    private void say(SpeechPiece piece) {
      if (!over) {
        observer.onAnswer(piece);
      }
    }

    @Override
    public CompletableFuture<Void> prepare() {
      return done;
    }

    @Override
    public void onResponse(SynthesizeSpeechResponse response) {}

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
      publisher.subscribe(this);
    }

    @Override
    public void exceptionOccurred(Throwable cause) {
      fail(cause);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
      inTurn(
          () -> {
            subscription = newSubscription;
            decoder = decoders.get();
            subscription.request(1);
          });
    }

    @Override
    public void onNext(ByteBuffer encoded) {
      inTurn(
          () -> {
            if (decoder != null && !over) {
              byte[] bytes = new byte[encoded.remaining()];
              encoded.get(bytes);
              pieces.add(decoder.decode(bytes));
              subscription.request(1);
            }
          });
    }

    @Override
    public void onComplete() {
      inTurn(
          () -> {
            if (decoder != null && !over) {
              pieces.add(decoder.drain());
              pieces.end();
              release();
              done.complete(null);
            }
          });
    }

    @Override
    public void onError(Throwable cause) {
      fail(cause);
    }

    private void inTurn(Runnable step) {
      turn.lock();
      try {
        step.run();
      } catch (RuntimeException e) {
        if (subscription != null) {
          subscription.cancel();
        }
        fail(e);
      } finally {
        turn.unlock();
        if (over) {
          abandon();
        }
      }
    }

    /** Never waits: whoever has the turn looks at the end of it whether it was the last. */
    private void abandon() {
      if (turn.tryLock()) {
        try {
          release();
        } finally {
          turn.unlock();
        }
      }
    }

    private void fail(Throwable cause) {
      turn.lock();
      try {
        release();
      } finally {
        turn.unlock();
      }
      done.completeExceptionally(cause);
    }

    private void release() {
      if (decoder != null) {
        decoder.close();
        decoder = null;
      }
    }
  }
}
