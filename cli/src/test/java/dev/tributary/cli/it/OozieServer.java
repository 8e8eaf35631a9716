package dev.tributary.cli.it;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tributary.sandbox.Service;
import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The sandbox's Oozie, for the tests of one class, and a mail server that it tells. */
final class OozieServer implements BeforeAllCallback, AfterAllCallback {

  /** The sandbox is told of it by this property. */
  private static final String SMTP_PORT = "tributary.sandbox.smtp.port";

  private static GreenMail mail;

  @Override
  public void beforeAll(ExtensionContext context) {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    mail.start();
    System.setProperty(SMTP_PORT, Integer.toString(mail.getSmtp().getPort()));
    Stack.sandbox().start(Service.OOZIE);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Stack.sandbox().kill(Service.OOZIE);
    System.clearProperty(SMTP_PORT);
    mail.stop();
  }

  /** What it has been sent. */
  static List<MimeMessage> mails() {
    return List.of(mail.getReceivedMessages());
  }

  /** What they are of. */
  static List<String> subjects() throws MessagingException {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage each : mails()) {
      subjects.add(each.getSubject());
    }
    return subjects;
  }
}
