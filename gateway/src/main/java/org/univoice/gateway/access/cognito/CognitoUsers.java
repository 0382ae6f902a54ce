package org.univoice.gateway.access.cognito;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.univoice.gateway.access.IdentityUsers;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The people of a Cognito user pool, found by the {@code sub} that their tokens carry. */
public final class CognitoUsers implements IdentityUsers {
  private final CognitoIdentityProviderAsyncClient cognito;
  private final String pool;

  /**
   * @param pool id of the user pool
   */
  public CognitoUsers(CognitoIdentityProviderAsyncClient cognito, String pool) {
    this.cognito = cognito;
    this.pool = pool;
  }

  /** Their refresh tokens end with them; access tokens open things until they expire. */
  @Override
  public void delete(String userId) {
    for (UserType user : named(userId)) {
      try {
        await(cognito.adminDeleteUser(r -> r.userPoolId(pool).username(user.username())));
      } catch (UserNotFoundException e) {
        // Another gateway was faster.
      }
    }
  }

  /** One at most. The user name may differ from the sub, and is what Cognito deletes by. */
  private List<UserType> named(String userId) {
    String filter = "sub = \"" + userId.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return await(cognito.listUsers(r -> r.userPoolId(pool).filter(filter).limit(1))).users();
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
