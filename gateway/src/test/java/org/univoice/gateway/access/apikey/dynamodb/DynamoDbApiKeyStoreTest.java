package org.univoice.gateway.access.apikey.dynamodb;

import org.univoice.gateway.access.apikey.ApiKeyStore;
import org.univoice.gateway.access.apikey.ApiKeyStoreContract;
import org.univoice.gateway.aws.StandInStores;

class DynamoDbApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected ApiKeyStore store() {
    return new DynamoDbApiKeyStore(StandInStores.clients().dynamoDb());
  }
}
