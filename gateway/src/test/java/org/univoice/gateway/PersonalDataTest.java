package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audio.OggBytes;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.session.RecognitionWishes;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.TranslationWishes;
import org.univoice.gateway.user.StoredAccounts;
import org.univoice.gateway.voice.RecordedSpeech;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.internal.v1.CaseRule;
import org.univoice.internal.v1.EnrolledVoice;
import org.univoice.internal.v1.TrackOpened;

/** Consents, voices and glossaries over the real listeners, each caller named by its token. */
class PersonalDataTest extends PersonalGateway {

  @Test
  void shouldSayWhatThePersonIsCalledWhereTheIssuerDoes() {
    StoredAccounts accounts = new StoredAccounts(stores.users(), "", Clock.systemUTC());
    accounts.seen(new Identity("ana", "", "Ana Reis", "", Set.of(Role.USER)));
    accounts.seen(new Identity("bob", "", "", Set.of(Role.USER)));

    assertThat(TestClient.json(get("ana", "/v1/users/me")).get("name").asText())
        .isEqualTo("Ana Reis");
    assertThat(TestClient.json(get("bob", "/v1/users/me")).has("name")).isFalse();
  }

  @Test
  void shouldKeepWhatSomebodyAgreedToAndWhatTheyTookBack() {
    consent("ana", "RECORDING", true);
    HttpResponse<String> back =
        put("ana", CONSENTS, "{'kind':'RECORDING','given':false}", "application/json");

    assertThat(back.statusCode()).isEqualTo(200);
    JsonNode all = TestClient.json(get("ana", CONSENTS));
    assertThat(all.get("consents")).hasSize(1);
    assertThat(all.at("/consents/0/given").asBoolean()).isFalse();
    assertThat(all.get("history")).hasSize(2);
    assertThat(all.at("/history/0/statement").asText()).isEqualTo("I agree");
    assertThat(all.at("/history/0/version").asText()).isEqualTo("2026-01");
    assertThat(all.at("/history/0/at").asLong()).isPositive();
    assertThat(TestClient.json(get("bob", CONSENTS)).get("history")).isEmpty();
  }

  @Test
  void shouldSayWhatAConsentLacks() {
    assertThat(refusal(put("ana", CONSENTS, "{'given':true}", "application/json")))
        .startsWith("INVALID_REQUEST 'kind' is missing.");
    assertThat(
            refusal(put("ana", CONSENTS, "{'kind':'EVERYTHING','given':true}", "application/json")))
        .startsWith("INVALID_REQUEST 'kind' cannot be 'EVERYTHING'.");
    assertThat(refusal(put("ana", CONSENTS, "{'kind':'RECORDING'}", "application/json")))
        .startsWith("INVALID_REQUEST 'given' is missing.");
    assertThat(refusal(put("ana", CONSENTS, "{'kind':'RECORDING','given':1}", "application/json")))
        .startsWith("INVALID_REQUEST 'given' is neither true nor false.");
    assertThat(
            refusal(put("ana", CONSENTS, "{'kind':'RECORDING','given':true}", "application/json")))
        .startsWith("INVALID_REQUEST A consent needs the words that were agreed to");
  }

  @Test
  void shouldMakeAProfileOnlyWithConsentAndEnoughSpeech() {
    assertThat(refusal(enrol("ana", RecordedSpeech.wav(6_000))))
        .startsWith("FORBIDDEN There is no consent to keep a profile of your voice.");
    consent("ana", "VOICE_CLONING", true);
    assertThat(refusal(enrol("ana", RecordedSpeech.wav(2_000))))
        .matches(
            "INSUFFICIENT_AUDIO There are [12]\\.\\d s of speech in 2\\.0 s of audio;.*3\\.0 s.*");
    assertThat(refusal(enrol("ana", "not a wav".getBytes(StandardCharsets.UTF_8))))
        .startsWith("INVALID_AUDIO_FORMAT This is no recording that can be read, but a text file.");

    HttpResponse<String> made = enrol("ana", RecordedSpeech.wav(6_000));

    assertThat(made.statusCode()).isEqualTo(201);
    JsonNode profile = TestClient.json(made);
    assertThat(profile.get("version").asLong()).isEqualTo(1);
    assertThat(profile.get("quality").asDouble()).isBetween(0.1, 1.0);
    assertThat(profile.at("/characteristics/pitchMean").asDouble()).isBetween(119.0, 121.0);
    assertThat(made.body()).doesNotContain("embedding");
    assertThat(stores.voices().ofUser("ana")).hasSize(1);
  }

  @Test
  void shouldKeepOneProfileAPersonUnlessSeveralArePermitted() {
    for (String name : List.of("ana", "premium")) {
      consent(name, "VOICE_CLONING", true);
      assertThat(enrol(name, RecordedSpeech.wav(6_000)).statusCode()).isEqualTo(201);
    }

    assertThat(refusal(enrol("ana", RecordedSpeech.wav(6_000))))
        .startsWith("QUOTA_EXCEEDED You have a voice profile already.");
    assertThat(enrol("premium", RecordedSpeech.wav(6_000)).statusCode()).isEqualTo(201);
  }

  @Test
  void shouldTakeARecordingAsAPartOfAForm() {
    consent("ana", "VOICE_CLONING", true);

    assertThat(form("ana", "audio", "language").statusCode()).isEqualTo(201);
    assertThat(refusal(form("ana", "sound", "language")))
        .startsWith("INVALID_REQUEST 'sound' is not one of this form's parts.");
    assertThat(refusal(send("ana", "POST", PROFILES, "{}".getBytes(), "application/json")))
        .startsWith("INVALID_REQUEST 'recordingId' is missing.");
    assertThat(refusal(send("ana", "POST", PROFILES, "a,b".getBytes(), "text/csv")))
        .startsWith("INVALID_REQUEST The body is declared neither as a recording, nor as a form");
    assertThat(refusal(send("ana", "POST", PROFILES, RecordedSpeech.wav(6_000), "audio/wav")))
        .startsWith("INVALID_REQUEST 'language' is missing.");
  }

  @Test
  void shouldTakeMp3AndOpusWhateverTheyAreDeclaredAs() {
    byte[] pcm = RecordedSpeech.pcm(6_000);
    byte[] mp3 = TestEncoder.joined(TestEncoder.mp3(pcm, 16_000, 1, 64));
    byte[] opus = TestEncoder.joined(OggBytes.stream(TestEncoder.opus(pcm, 16_000, 1, "20"), 25));
    String create = PROFILES + "?language=en-US";
    consent("premium", "VOICE_CLONING", true);

    HttpResponse<String> made = send("premium", "POST", create, mp3, "audio/mpeg");
    assertThat(made.statusCode()).isEqualTo(201);
    String samples = PROFILES + "/" + TestClient.json(made).get("profileId").asText() + "/samples";
    HttpResponse<String> better = send("premium", "POST", samples, opus, "audio/wav");
    assertThat(TestClient.json(better).get("version").asLong()).isEqualTo(2);
    assertThat(refusal(send("premium", "POST", create, Arrays.copyOf(opus, 200), "audio/ogg")))
        .startsWith("INVALID_AUDIO_FORMAT ");
  }

  @Test
  void shouldBetterAProfileShowItToItsOwnerAloneAndDeleteIt() {
    String id = profileOf("ana");
    String samples = PROFILES + "/" + id + "/samples";
    String own = PROFILES + "/me/" + id;

    JsonNode better =
        TestClient.json(send("ana", "POST", samples, RecordedSpeech.wav(6_000), "audio/wav"));

    assertThat(better.get("version").asLong()).isEqualTo(2);
    assertThat(better.get("sampleCount").asInt()).isEqualTo(2);
    assertThat(TestClient.json(get("ana", PROFILES + "/me")).get("profiles")).hasSize(1);
    assertThat(get("ana", own).statusCode()).isEqualTo(200);
    assertThat(get("bob", PROFILES + "/ana").statusCode()).isEqualTo(403);
    assertThat(get("bob", PROFILES + "/ana/" + id).statusCode()).isEqualTo(404);
    assertThat(get("bob", PROFILES + "/bob/" + id).statusCode()).isEqualTo(404);
    assertThat(send("bob", "DELETE", PROFILES + "/" + id, new byte[0], "").statusCode())
        .isEqualTo(404);
    assertThat(send("bob", "POST", samples, RecordedSpeech.wav(6_000), "audio/wav").statusCode())
        .isEqualTo(404);
    assertThat(send("ana", "DELETE", PROFILES + "/" + id, new byte[0], "").statusCode())
        .isEqualTo(204);
    assertThat(get("ana", own).statusCode()).isEqualTo(404);
    assertThat(audit)
        .filteredOn(entry -> entry.resourceId().equals(id) && entry.userId().equals("bob"))
        .hasSize(4)
        .extracting(AuditEntry::result)
        .contains(AuditEntry.Result.FAILURE);
  }

  @Test
  void shouldBringAVoiceToTheJobAndTakeItBackWithTheProfile() throws Exception {
    String id = profileOf("ana");
    try (TestClient client = TestClient.connect(open("ana"))) {
      client.say(CONFIGURE);
      client.next("session.ready");
      EnrolledVoice voice = opened(TrackOpened::hasVoice).getVoice();
      assertThat(voice.getProfileId()).isEqualTo(id);
      assertThat(voice.getEmbeddingCount()).isEqualTo(256);
      assertThat(Math.exp(voice.getLnPitchMean())).isBetween(119.0, 121.0);
      assertThat(voice.getLearn()).isFalse();

      consent("ana", "ADAPTIVE_VOICE", true);
      opened(opened -> opened.getVoice().getLearn());
      int before = stream.records().size();
      send("ana", "DELETE", PROFILES + "/" + id, new byte[0], "");

      assertThat(lastOpened(before).hasVoice()).isFalse();
    }
  }

  @Test
  void shouldLetAVoiceGoWithTheConsentToIt() throws Exception {
    profileOf("ana");
    try (TestClient client = TestClient.connect(open("ana"))) {
      client.say(CONFIGURE);
      opened(TrackOpened::hasVoice);
      consent("ana", "VOICE_CLONING", false);

      opened(opened -> !opened.hasVoice());
      awaitTrue(() -> stores.voices().ofUser("ana").isEmpty());
    }
    assertThat(audit)
        .anyMatch(
            entry ->
                "voice-profiles".equals(entry.details().get("erasureStep"))
                    && entry.resource().equals("voice-profiles")
                    && entry.userId().equals("ana"));
    assertThat(get("ana", PROFILES + "/me").body()).isEqualTo("{\"profiles\":[]}");
  }

  @Test
  void shouldLetAVoiceGoWithTheConsentThatAnotherGatewayTakesBack() throws Exception {
    profileOf("ana");
    try (TestClient client = TestClient.connect(open("ana"))) {
      client.say(CONFIGURE);
      opened(TrackOpened::hasVoice);
      Gateway first = gateway;
      try (Gateway second = another()) {
        gateway = second;
        consent("ana", "VOICE_CLONING", false);
      } finally {
        gateway = first;
      }

      opened(opened -> !opened.hasVoice());
    }
  }

  @Test
  void shouldLearnFromSessionsOnceAndOnlyWithConsent() throws Exception {
    String id = profileOf("ana");
    VoiceProfile before = stores.voices().find(id).orElseThrow();
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      job.learned("t/learned/1", before);
      awaitTrue(() -> audit.stream().anyMatch(e -> e.userAgent().equals("univoice-gateway")));
      consent("ana", "ADAPTIVE_VOICE", true);
      job.learned("t/learned/2", before);
      job.learned("t/learned/2", before);
      job.learned("t/learned/3", before);
      awaitTrue(() -> stores.voices().find(id).orElseThrow().sampleCount() >= 7);
    }

    VoiceProfile after = stores.voices().find(id).orElseThrow();
    assertThat(after.version()).isEqualTo(3);
    assertThat(after.sampleCount()).isEqualTo(7);
  }

  @Test
  void shouldBringWhatASessionWantsOfRecognitionToTheJob() throws Exception {
    JsonNode session = open("ana");
    var wishes = new RecognitionWishes(List.of("Quilter"), false, true);
    choose(
        session.get("sessionId").asText(),
        new SessionSettings(
            false, true, 10, 2_000, QualityMode.BALANCED, Optional.empty(), wishes));
    try (TestClient client = TestClient.connect(session)) {
      client.say(CONFIGURE);
      var wanted = opened(TrackOpened::hasRecognition).getRecognition();
      assertThat(wanted.getVocabularyList()).containsExactly("Quilter");
      assertThat(wanted.getRedactPersonalData()).isTrue();
      assertThat(wanted.getMaskProfanity()).isFalse();
    }
  }

  @Test
  void shouldBringWhatASessionWantsOfItsTranslationsToTheJob() throws Exception {
    JsonNode session = open("ana");
    var style = new TranslationWishes("legal", TranslationWishes.Formality.INFORMAL);
    choose(
        session.get("sessionId").asText(),
        new SessionSettings(
            false,
            true,
            10,
            2_000,
            QualityMode.BALANCED,
            Optional.empty(),
            RecognitionWishes.NONE,
            style));
    try (TestClient client = TestClient.connect(session)) {
      client.say(CONFIGURE);
      var wanted = opened(TrackOpened::hasStyle).getStyle();
      assertThat(wanted.getDomain()).isEqualTo("legal");
      assertThat(wanted.getFormality())
          .isEqualTo(org.univoice.internal.v1.Formality.FORMALITY_INFORMAL);
    }
  }

  @Test
  void shouldKeepGlossariesAndBringTheOneThatASessionNamesToTheJob() throws Exception {
    String csv = "heart,coração,en-pt,follow\nAcme,Acme Ltda,en-pt,exact\n";
    assertThat(put("ana", "/v1/glossaries/medical", csv, "text/csv").statusCode()).isEqualTo(200);
    assertThat(refusal(put("ana", "/v1/glossaries/bad", "a,b,en-xx", "text/csv")))
        .startsWith("UNSUPPORTED_LANGUAGE Line 1, column 'pair': 'xx' is no language");
    assertThat(refusal(put("ana", "/v1/glossaries/Bad!", csv, "text/csv")))
        .startsWith("INVALID_REQUEST 'Bad!' cannot be the name of a glossary.");
    assertThat(get("ana", "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[\"medical\"]}");
    assertThat(get("ana", "/v1/glossaries/medical").body()).contains("heart,coração,en-pt,follow");
    assertThat(get("bob", "/v1/glossaries/medical").statusCode()).isEqualTo(404);

    JsonNode session = open("ana");
    choose(session.get("sessionId").asText(), "medical");
    try (TestClient client = TestClient.connect(session)) {
      client.say(CONFIGURE);
      var terms = opened(TrackOpened::hasGlossary).getGlossary().getTermsList();
      assertThat(terms).hasSize(2);
      assertThat(terms.get(0).getTarget()).isEqualTo("coração");
      assertThat(terms.get(0).getCaseRule()).isEqualTo(CaseRule.CASE_RULE_FOLLOW);
    }
    assertThat(send("ana", "DELETE", "/v1/glossaries/medical", new byte[0], "").statusCode())
        .isEqualTo(204);
    assertThat(get("ana", "/v1/glossaries/medical").statusCode()).isEqualTo(404);
  }
}
