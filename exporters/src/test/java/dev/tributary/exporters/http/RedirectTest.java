package dev.tributary.exporters.http;

import static dev.tributary.exporters.http.Clients.client;
import static dev.tributary.exporters.http.Clients.failure;
import static dev.tributary.exporters.http.Clients.page;
import static dev.tributary.exporters.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectTest {

  @TempDir private Path directory;

  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start();
    server.answer("/b/c?x=1", Response.page("c", "ETag", "\"c\""));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aPageIsFollowedToWhereItWent(int status) throws Exception {
    server.answer("/a", Response.of(status, "Location", "/b/d"));
    server.answer("/b/d", Response.of(status, "Location", "c?x=1#l000B"));
    try (PoliteClient client = client()) {
      Answer.Page page = page(client, server.uri("/a"));
      assertThat(page.body()).asString().isEqualTo("c");
      assertThat(page.uri()).isEqualTo(server.uri("/b/c?x=1"));
      assertThat(page.validators().etag()).contains("\"c\"");
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a", "/b/d", "/b/c?x=1");
  }

  @Test
  void aQueryAloneBelongsToTheSameFile() throws Exception {
    server.answer("/b/c", Response.of(302, "Location", "?x=1"));
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/b/c"))).isEqualTo("c");
    }
  }

  @Test
  void elsewhereOnlyTheEntityTagIsAskedWith() throws Exception {
    server.answer("/a", Response.of(301, "Location", "/b"));
    server.answer("/b", Response.of(304));
    String date = "Mon, 03 Nov 2025 10:00:00 GMT";
    try (PoliteClient client = client()) {
      Validators known = new Validators(Optional.of("\"c\""), Optional.of(date));
      assertThat(client.get(server.uri("/a"), known)).isEqualTo(new Answer.NotModified());
    }
    assertThat(server.seen().get(1).header("If-modified-since")).isEqualTo(date);
    assertThat(server.seen().get(2).header("If-none-match")).isEqualTo("\"c\"");
    assertThat(server.seen().get(2).header("If-modified-since")).isNull();
  }

  @Test
  void everyServerOnTheWayIsAskedForItsRules() throws Exception {
    try (WebServer other = WebServer.start();
        PoliteClient client = client()) {
      other.robots("User-agent: *", "Disallow: /private").answer("/private", Response.page("p"));
      server.answer("/a", Response.of(302, "Location", other.uri("/private").toString()));
      assertThat(failure(client, server.uri("/a")).getMessage())
          .startsWith("robots.txt of " + other.origin() + " does not allow /private ");
      assertThat(other.targets()).containsExactly("/robots.txt");
    }
  }

  @Test
  void fiveRedirectsAreFollowedAndNotSix() throws Exception {
    for (int i = 1; i <= 6; i++) {
      server.answer("/" + i, Response.of(302, "Location", i == 6 ? "/b/c?x=1" : "/" + (i + 1)));
    }
    try (PoliteClient client = client()) {
      assertThat(text(client, server.uri("/2"))).isEqualTo("c");
      assertThat(failure(client, server.uri("/1")))
          .hasMessage(
              ("%s/1 redirects more than 5 times: %1$s/1 → %1$s/2 → %1$s/3 → %1$s/4 → %1$s/5 →"
                      + " %1$s/6 → %1$s/b/c")
                  .formatted(server.origin()));
    }
  }

  @Test
  void aLoopIsNamed() {
    server.answer("/a?key=s3cret", Response.of(302, "Location", "/b?key=s3cret"));
    server.answer("/b?key=s3cret", Response.of(302, "Location", "/a?key=s3cret"));
    try (PoliteClient client = client()) {
      HttpFailureException failure = failure(client, server.uri("/a?key=s3cret"));
      assertThat(failure)
          .hasMessage(
              "%s/a redirects in a loop: %1$s/a → %1$s/b → %1$s/a".formatted(server.origin()));
      assertThat(failure.status()).hasValue(302);
    }
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void aWayThatLeadsNowhereIsTold() {
    server.answer("/none", Response.of(302));
    server.answer("/bad", Response.of(302, "Location", "http://a b/?key=s3cret"));
    server.answer("/file", Response.of(302, "Location", "file:///etc/passwd"));
    server.answer("/user", Response.of(302, "Location", "http://u:s3cret@127.0.0.1/"));
    server.answer("/choice", Response.of(300, "Location", "/b/c"));
    try (PoliteClient client = client()) {
      assertThat(failure(client, server.uri("/none")))
          .hasMessage(server.origin() + "/none answered 302 without saying where to");
      assertThat(failure(client, server.uri("/bad")))
          .hasMessage(server.origin() + "/bad redirects to what is not an address");
      assertThat(failure(client, server.uri("/file")).getMessage())
          .startsWith(
              server.origin()
                  + "/file redirects to what cannot be followed: an address of the scheme 'file'");
      assertThat(failure(client, server.uri("/user")).getMessage())
          .startsWith(server.origin() + "/user redirects to")
          .doesNotContain("s3cret");
      assertThat(failure(client, server.uri("/choice")).getMessage()).endsWith("answered 300");
    }
  }

  @Test
  void aPageOverTlsIsNotFollowedOutOfIt() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(selfSigned());
    try (WebServer secure = WebServer.startSecure(SSLContext.getDefault());
        PoliteClient client = client()) {
      secure.answer("/a", Response.page("a"));
      secure.answer("/b", Response.of(301, "Location", server.uri("/b/c?x=1").toString()));
      server.answer("/a", Response.of(301, "Location", secure.uri("/a").toString()));
      assertThat(text(client, server.uri("/a"))).as("from http to https").isEqualTo("a");
      assertThat(failure(client, secure.uri("/b")))
          .hasMessage(
              "%s/b redirects to %s/b/c: from https to http is refused"
                  .formatted(secure.origin(), server.origin()));
    } finally {
      SSLContext.setDefault(before);
    }
    assertThat(server.targets()).containsExactly("/robots.txt", "/a");
  }

  @Test
  void aCertificateThatIsNotTrustedIsTold() throws Exception {
    try (WebServer secure = WebServer.startSecure(selfSigned());
        PoliteClient client = client("tries", 1)) {
      assertThat(failure(client, secure.uri("/a?key=s3cret")).getMessage())
          .startsWith(secure.origin() + "/a may not be asked for while robots.txt of")
          .contains("could not be reached over TLS (")
          .contains("unable to find valid certification path");
    }
  }

  /** A context that has a certificate for 127.0.0.1, made by the JDK's own tool, and trusts it. */
  private SSLContext selfSigned() throws Exception {
    Path store = directory.resolve("keys.p12");
    String password = "only-here";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    try {
      assertThat(keytool.waitFor(Deadline.MS, TimeUnit.MILLISECONDS)).as("keytool ends").isTrue();
    } finally {
      keytool.destroyForcibly();
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
