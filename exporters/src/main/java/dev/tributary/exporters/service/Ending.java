package dev.tributary.exporters.service;

import org.apache.hadoop.service.launcher.IrqHandler;

/**
 * Whether a run that goes on for ever is to end. What may wait long is broken off then; what must
 * come to its end does.
 */
public final class Ending {

  private Thread interruptible;
  private boolean asked;

  /** Work that waits interruptibly. */
  public interface Work {
    void run() throws InterruptedException;
  }

  /** From here on SIGTERM and SIGINT ask for the end, in place of ending the process. */
  public void onSignals() {
    new IrqHandler(IrqHandler.SIGTERM, signal -> askAndTell()).bind();
    new IrqHandler(IrqHandler.CONTROL_C, signal -> askAndTell()).bind();
  }

  private void askAndTell() {
    ask();
    new Supervisor().stopping();
  }

  /** Asks for the end. */
  public synchronized void ask() {
    asked = true;
    if (interruptible != null) {
      interruptible.interrupt();
    }
  }

  public synchronized boolean isAsked() {
    return asked;
  }

  /** Does work, or as much of it as can be done until the end is asked for. */
  public void orUntilAsked(Work work) throws InterruptedException {
    synchronized (this) {
      if (asked) {
        return;
      }
      interruptible = Thread.currentThread();
    }
    try {
      work.run();
    } catch (InterruptedException e) {
      if (!isAsked()) {
        throw e;
      }
    } finally {
      synchronized (this) {
        interruptible = null;
        if (asked) {
          Thread.interrupted(); // may have come too late for the work, and is not for what follows
        }
      }
    }
  }
}
