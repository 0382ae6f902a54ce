package org.univoice.gateway.grpc;

import java.io.InputStream;
import org.univoice.gateway.access.Caller;
import org.univoice.v1.DownloadRecordingRequest.Side;
import org.univoice.v1.Recording;

/** What recordings have to offer to be served over gRPC. May wait for a store. */
public interface Recordings {

  Recording request(Caller caller, String sessionId);

  Recording find(Caller caller, String recordingId);

  /**
   * The whole file; whoever asked closes it.
   *
   * @param file its name; empty: as the side says
   */
  InputStream open(Caller caller, String recordingId, Side side, String file);
}
