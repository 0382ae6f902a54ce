package org.univoice.gateway.user.dynamodb;

import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.user.UserStore;
import org.univoice.gateway.user.UserStoreContract;

class DynamoDbUserStoreTest extends UserStoreContract {
  @Override
  protected UserStore store() {
    return new DynamoDbUserStore(StandInStores.clients());
  }
}
