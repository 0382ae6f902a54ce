package org.univoice.job.triton;

import java.io.Serializable;

/** What every role behind Triton has: a model, connected on the subtask that uses it. */
abstract class TritonRole implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TritonConfig config;
  private final String name;
  transient TritonModel model;

  TritonRole(TritonConfig config, String name) {
    this.config = config;
    this.name = name;
  }

  public void open() {
    model = new TritonModel(config, name);
  }

  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
