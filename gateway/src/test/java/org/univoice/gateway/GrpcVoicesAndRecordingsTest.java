package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.recording.FileRecordingStore;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.Recording.RecordedFile;
import org.univoice.gateway.recording.RecordingKey;
import org.univoice.gateway.recording.RecordingSpool;
import org.univoice.gateway.recording.RecordingStore;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.gateway.voice.RecordedSpeech;
import org.univoice.v1.CreateVoiceProfileRequest;
import org.univoice.v1.DeleteVoiceProfileRequest;
import org.univoice.v1.DownloadRecordingRequest;
import org.univoice.v1.GetRecordingRequest;
import org.univoice.v1.GetVoiceProfileRequest;
import org.univoice.v1.ListVoiceProfilesRequest;
import org.univoice.v1.RecordingPiece;
import org.univoice.v1.RecordingServiceGrpc;
import org.univoice.v1.RequestRecordingRequest;
import org.univoice.v1.VoiceProfile;
import org.univoice.v1.VoiceProfileServiceGrpc;

/** Voices and recordings over a real channel: in pieces, broken off, and read slowly. */
class GrpcVoicesAndRecordingsTest extends PersonalGateway {
  private static final int RECORDING_BYTES = 64 * 1024 * 1024;
  private static final int MOST_AHEAD_BYTES = 8 * 1024 * 1024;
  private static final String RECORDING = "20261122-kept";

  @TempDir private Path folder;
  private final AtomicLong read = new AtomicLong();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private ManagedChannel channel;

  @Override
  PersonalStores personal() {
    RecordingStore files = new FileRecordingStore(folder);
    return PersonalStores.inMemory()
        .withVoiceprints(new FakeVoiceprints())
        .withRecordings(watched(files), RecordingSpool.TEMPORARY);
  }

  @BeforeEach
  void connect() {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void shouldMakeAVoiceOfPiecesShowItToItsOwnerAndDeleteIt() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    Enrolment enrolment = new Enrolment();
    enrol(enrolment, RecordedSpeech.wav(6_000), 4_000).onCompleted();

    assertThat(enrolment.ended.get(10, TimeUnit.SECONDS).isOk()).isTrue();
    VoiceProfile made = enrolment.made;
    var voices = as("ana", VoiceProfileServiceGrpc.newBlockingStub(channel));
    GetVoiceProfileRequest one =
        GetVoiceProfileRequest.newBuilder().setProfileId(made.getProfileId()).build();
    assertThat(voices.getVoiceProfile(one)).isEqualTo(made);
    assertThat(
            voices
                .listVoiceProfiles(ListVoiceProfilesRequest.getDefaultInstance())
                .getProfilesList())
        .containsExactly(made);
    var stranger = as("bob", VoiceProfileServiceGrpc.newBlockingStub(channel));
    assertThat(code(() -> stranger.getVoiceProfile(one))).isEqualTo(Status.Code.NOT_FOUND);
    voices.deleteVoiceProfile(
        DeleteVoiceProfileRequest.newBuilder().setProfileId(made.getProfileId()).build());
    assertThat(code(() -> voices.getVoiceProfile(one))).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void shouldSayOnceWhatIsWrongWithAVoiceAndKeepNothing() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    assertThat(enrolled("not a wav".getBytes(), 3)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(enrolled(new byte[0], 1)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(enrolled(RecordedSpeech.wav(2_000), 60_000))
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(enrolled(new byte[11 * 1024 * 1024], 60_000))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(enrolled(new byte[100_000], 100_000)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(stores.voices().ofUser("ana")).isEmpty();
  }

  @Test
  void shouldKeepNothingOfAVoiceThatIsBrokenOff() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    for (int i = 0; i < 5; i++) {
      Enrolment broken = new Enrolment();
      enrol(broken, RecordedSpeech.wav(6_000), 4_000)
          .onError(new IllegalStateException("the network is gone"));
      assertThat(broken.ended.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    }
    assertThat(enrolled(RecordedSpeech.wav(6_000), 4_000)).isEqualTo(Status.Code.OK);
    assertThat(stores.voices().ofUser("ana")).hasSize(1);
  }

  @Test
  void shouldReadARecordingOnlyAsFastAsItIsTaken() throws Exception {
    Download slow = download(RECORDING);
    slow.call.request(1);
    awaitTrue(() -> slow.bytes.get() > 0);
    long before;
    do {
      before = read.get();
      Thread.sleep(500);
    } while (read.get() > before);
    assertThat(read.get()).isBetween(1L, (long) MOST_AHEAD_BYTES);

    slow.call.request(Integer.MAX_VALUE);
    assertThat(slow.ended.get(60, TimeUnit.SECONDS).isOk()).isTrue();
    assertThat(slow.bytes.get()).isEqualTo(RECORDING_BYTES);
    closed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldCloseARecordingThatNobodyReadsAnyMore() throws Exception {
    Download gone = download(RECORDING);
    gone.call.request(1);
    awaitTrue(() -> gone.bytes.get() > 0);
    gone.call.cancel("enough", null);

    closed.get(10, TimeUnit.SECONDS);
    assertThat(gone.ended.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    assertThat(read.get()).isLessThan(RECORDING_BYTES);
  }

  @Test
  void shouldSayOnceThatARecordingCannotBeRead() throws Exception {
    Download broken = download("20261122-broken");
    broken.call.request(Integer.MAX_VALUE);
    assertThat(broken.ended.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    Download none = download("20261122-none");
    none.call.request(1);
    assertThat(none.ended.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void shouldTellOfARecordingToItsOwnerAlone() {
    var own = as("premium", RecordingServiceGrpc.newBlockingStub(channel));
    GetRecordingRequest asked = GetRecordingRequest.newBuilder().setRecordingId(RECORDING).build();
    assertThat(own.getRecording(asked).getState())
        .isEqualTo(org.univoice.v1.Recording.State.STATE_READY);
    var stranger = as("bob", RecordingServiceGrpc.newBlockingStub(channel));
    assertThat(code(() -> stranger.getRecording(asked))).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(
            code(
                () ->
                    own.requestRecording(
                        RequestRecordingRequest.newBuilder().setSessionId("none").build())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private Status.Code enrolled(byte[] wav, int piece) throws Exception {
    Enrolment enrolment = new Enrolment();
    enrol(enrolment, wav, piece).onCompleted();
    Status status = enrolment.ended.get(20, TimeUnit.SECONDS);
    return status.getCode();
  }

  private StreamObserver<CreateVoiceProfileRequest> enrol(
      Enrolment enrolment, byte[] wav, int piece) {
    StreamObserver<CreateVoiceProfileRequest> pieces =
        as("ana", VoiceProfileServiceGrpc.newStub(channel)).createVoiceProfile(enrolment);
    for (int at = 0; at < wav.length && !enrolment.ended.isDone(); at += piece) {
      pieces.onNext(
          CreateVoiceProfileRequest.newBuilder()
              .setLanguage("en-US")
              .setWav(ByteString.copyFrom(wav, at, Math.min(piece, wav.length - at)))
              .build());
    }
    return pieces;
  }

  private Download download(String id) {
    Download download = new Download();
    as("premium", RecordingServiceGrpc.newStub(channel))
        .downloadRecording(
            DownloadRecordingRequest.newBuilder().setRecordingId(id).build(), download);
    return download;
  }

  private static Status.Code code(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private static <S extends AbstractStub<S>> S as(String name, S stub) {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + name);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  /** Has one long recording and one that breaks off, and says how much of them was read. */
  private RecordingStore watched(RecordingStore files) {
    return (RecordingStore)
        Proxy.newProxyInstance(
            RecordingStore.class.getClassLoader(),
            new Class<?>[] {RecordingStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("open")) {
                return open((RecordingKey) arguments[0], (String) arguments[1]);
              }
              if (method.getName().equals("files")) {
                boolean none = ((RecordingKey) arguments[0]).sessionId().equals("none");
                return none ? List.of() : List.of("metadata.json", "source-audio.wav");
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Optional<InputStream> open(RecordingKey key, String file) throws IOException {
    if (key.sessionId().equals("none")) {
      return Optional.empty();
    }
    if (file.equals("metadata.json")) {
      Recording recording =
          new Recording(
              key.recordingId(),
              key.sessionId(),
              "premium",
              Recording.Status.COMPLETE,
              1,
              2,
              List.of(
                  new RecordedFile("source-audio.wav", "audio/wav", RECORDING_BYTES, List.of(), 0)),
              List.of());
      return Optional.of(
          new java.io.ByteArrayInputStream(new ObjectMapper().writeValueAsBytes(recording)));
    }
    return Optional.of(new Watched(key.sessionId().equals("broken") ? 200_000 : Long.MAX_VALUE));
  }

  private final class Watched extends FilterInputStream {
    private final long breaksAt;
    private long left = RECORDING_BYTES;

    private Watched(long breaksAt) {
      super(InputStream.nullInputStream());
      this.breaksAt = breaksAt;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (RECORDING_BYTES - left >= breaksAt) {
        throw new IllegalStateException("the store is away");
      }
      int some = (int) Math.min(length, left);
      left -= some;
      read.addAndGet(some);
      return some == 0 ? -1 : some;
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
      byte[] bytes = new byte[length];
      int some = read(bytes, 0, length);
      return some < 0 ? new byte[0] : java.util.Arrays.copyOf(bytes, some);
    }

    @Override
    public void close() {
      closed.complete(null);
    }
  }

  private static final class Enrolment implements StreamObserver<VoiceProfile> {
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private volatile VoiceProfile made;

    @Override
    public void onNext(VoiceProfile profile) {
      made = profile;
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }

  /** Takes a piece only when it is told to. */
  private static final class Download
      implements ClientResponseObserver<DownloadRecordingRequest, RecordingPiece> {
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();
    private ClientCallStreamObserver<DownloadRecordingRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<DownloadRecordingRequest> stream) {
      call = stream;
      call.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(RecordingPiece piece) {
      bytes.addAndGet(piece.getWav().size());
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
