package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.TestHome;

/** Asks the stand-in's own functions; needs the Python environment that a set-up makes. */
@Tag("triton")
class StandInIT {
  private static final String FUNCTIONS =
      """
      import json, time, stand_in
      from ministack.services import kinesis

      def put(text):
          kinesis._put_record({"StreamName": "s", "PartitionKey": "k", "Data": text})

      def read(iterator):
          answer = json.loads(kinesis._get_records({"ShardIterator": iterator})[2])
          print(",".join(record["Data"] for record in answer["Records"]))
          return answer["NextShardIterator"]

      def age(records, seconds):
          for record in records:
              record["ApproximateArrivalTimestamp"] -= seconds

      def records():
          return [len(shard["records"]) for shard in kinesis._streams["s"]["shards"].values()]

      kinesis._create_stream({"StreamName": "s", "ShardCount": 1})
      stand_in.forget_old_records(kinesis._streams["s"])
      shard = next(iter(kinesis._streams["s"]["shards"]))
      asked = {"StreamName": "s", "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"}
      iterator = json.loads(kinesis._get_shard_iterator(asked)[2])["ShardIterator"]
      """;
  private static final String PUT_AND_READ =
      """
      put("AAAA")
      put("BBBB")
      iterator = read(iterator)
      put("CCCC")
      age(kinesis._streams["s"]["shards"][shard]["records"][:2], stand_in.KEPT_SECONDS + 1)
      stand_in.forget_old_records(kinesis._streams["s"])
      print(records())
      read(iterator)
      """;
  private static final String PUT_AND_READ_AN_HOUR_LATER =
      """
      put("AAAA")
      put("BBBB")
      age(kinesis._streams["s"]["shards"][shard]["records"], 3600)
      stand_in.forget_old_records(kinesis._streams["s"])
      iterator = read(iterator)
      put("CCCC")
      read(iterator)
      stand_in.forget_old_records(kinesis._streams["s"])
      print(records())
      """;

  @TempDir Path folder;

  @Test
  void shouldForgetOldRecordsAndKeepEveryReadersPlace() throws Exception {
    assertThat(said(PUT_AND_READ)).isEqualTo("AAAA,BBBB\n[1]\nCCCC\n");
  }

  /** A savepoint goes on in it. */
  @Test
  void shouldKeepAStreamUntilItGoesOn() throws Exception {
    assertThat(said(PUT_AND_READ_AN_HOUR_LATER)).isEqualTo("AAAA,BBBB\nCCCC\n[1]\n");
  }

  private String said(String script) throws Exception {
    Script.unpack("stand_in.py", folder);
    Process python =
        new ProcessBuilder(TestHome.ofEnvironment().python().toString(), "-c", FUNCTIONS + script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
