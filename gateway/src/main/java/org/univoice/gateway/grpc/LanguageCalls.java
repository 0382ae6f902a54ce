package org.univoice.gateway.grpc;

import io.grpc.stub.StreamObserver;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.v1.Language;
import org.univoice.v1.LanguagePair;
import org.univoice.v1.LanguageServiceGrpc;
import org.univoice.v1.ListLanguagesRequest;
import org.univoice.v1.ListLanguagesResponse;
import org.univoice.v1.StockVoice;

/** What is served, over gRPC. */
final class LanguageCalls extends LanguageServiceGrpc.LanguageServiceImplBase {
  private final Calls calls;
  private final LanguageCatalogue catalogue;

  LanguageCalls(Calls calls, LanguageCatalogue catalogue) {
    this.calls = calls;
    this.catalogue = catalogue;
  }

  @Override
  public void listLanguages(
      ListLanguagesRequest request, StreamObserver<ListLanguagesResponse> answers) {
    calls.answerAnybody(answers, () -> response(catalogue.languages()));
  }

  private static ListLanguagesResponse response(Languages languages) {
    ListLanguagesResponse.Builder response = ListLanguagesResponse.newBuilder();
    languages
        .languages()
        .forEach(
            language ->
                response.addLanguages(
                    Language.newBuilder()
                        .setCode(language.code())
                        .setRecognized(language.recognized())
                        .setSynthesized(language.synthesized())));
    languages
        .pairs()
        .forEach(
            pair ->
                response.addPairs(
                    LanguagePair.newBuilder()
                        .setSource(pair.source())
                        .setTarget(pair.target())
                        .setTier(pair.tier())));
    languages
        .voices()
        .forEach(
            voice ->
                response.addVoices(
                    StockVoice.newBuilder()
                        .setId(voice.id())
                        .setLanguage(voice.language())
                        .setName(voice.name())
                        .setGender(voice.gender())));
    return response
        .addAllDomains(languages.domains())
        .addAllFormalities(
            languages.formalities().stream().map(SessionMessages::formality).toList())
        .build();
  }
}
