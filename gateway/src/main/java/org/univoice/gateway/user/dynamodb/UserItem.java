package org.univoice.gateway.user.dynamodb;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.user.Consent;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.User;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An account as an item; what it may do follows from its roles and is not kept. */
final class UserItem {
  private UserItem() {}

  static Map<String, AttributeValue> write(User user) {
    Map<String, Consent> consents = new HashMap<>();
    user.consents().forEach((kind, consent) -> consents.put(kind.name(), consent));
    return new ItemWriter()
        .text("userId", user.userId())
        .text("email", user.email())
        .text("name", user.name())
        .text("cognitoId", user.identityId())
        .text("tenant", user.tenant())
        .text("region", user.region())
        .texts("roles", user.roles().stream().map(Role::name).toList())
        .map("preferences", user.preferences(), (item, e) -> item.text(e.getKey(), e.getValue()))
        .text("subscriptionTier", user.subscriptionTier())
        .map("quotas", user.quotas(), (item, e) -> item.number(e.getKey(), (long) e.getValue()))
        .map("consents", consents, (item, e) -> item.map(e.getKey(), write(e.getValue())))
        .time("createdAt", user.createdAt())
        .time("lastLoginAt", user.lastLoginAt())
        .number("version", user.version())
        .attributes();
  }

  private static ItemWriter write(Consent consent) {
    return new ItemWriter()
        .flag("given", consent.given())
        .text("statement", consent.statement())
        .text("version", consent.version())
        .time("at", consent.at());
  }

  static User read(Map<String, AttributeValue> attributes) {
    ItemReader item = new ItemReader(attributes);
    Set<Role> roles = item.texts("roles").stream().map(Role::valueOf).collect(Collectors.toSet());
    Map<ConsentKind, Consent> consents = new EnumMap<>(ConsentKind.class);
    item.map("consents", (inner, kind) -> consent(inner.map(kind)))
        .forEach((kind, consent) -> consents.put(ConsentKind.valueOf(kind), consent));
    return new User(
        item.text("userId"),
        item.text("email"),
        item.text("name"),
        item.text("cognitoId"),
        item.text("tenant"),
        item.text("region"),
        roles,
        item.map("preferences", ItemReader::text),
        item.text("subscriptionTier"),
        item.map("quotas", ItemReader::number),
        consents,
        item.time("createdAt"),
        item.timeIfThere("lastLoginAt"),
        item.number("version"));
  }

  private static Consent consent(ItemReader item) {
    return new Consent(
        item.flag("given"), item.text("statement"), item.text("version"), item.time("at"));
  }
}
