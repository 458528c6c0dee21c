package io.rangefold.coordinator.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.rangefold.coordinator.document.FieldPlace;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKinds;
import io.rangefold.metrics.MetricsPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP/JSON API of a coordinator and the page that shows it, listening from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
    static final String BAD_INPUT = "bad-input";

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int MAX_THREADS = JobEvents.MAX_READERS + LiveFeed.MAX_READERS + 64;
    private static final int MIN_THREADS = 4;

    private final Javalin javalin;
    private final JobEvents events;
    private final LiveFeed live;

    private ApiServer(Javalin javalin, JobEvents events, LiveFeed live) {
        this.javalin = javalin;
        this.events = events;
        this.live = live;
    }

    /**
     * Starts to listen, for a coordinator that is alone.
     *
     * @throws ApiStartException if the address can't be had
     */
    public static ApiServer start(JobService jobs, JobKinds kinds, ApiSettings settings) throws ApiStartException {
        return start(jobs, kinds, settings, Leadership.ALONE);
    }

    /**
     * Starts to listen. While another coordinator leads, every request below {@code /api/} is answered with 307 and where that
     * one is; while none does, with 503. What is not below it is this coordinator's own.
     *
     * @throws ApiStartException if the address can't be had
     */
    public static ApiServer start(JobService jobs, JobKinds kinds, ApiSettings settings, Leadership leadership)
            throws ApiStartException {
        return start(jobs, kinds, settings, leadership, Optional.empty());
    }

    /**
     * As above.
     *
     * @param metrics shown at {@value MetricsPage#PATH}, whoever leads
     * @throws ApiStartException if the address can't be had
     */
    public static ApiServer start(
            JobService jobs, JobKinds kinds, ApiSettings settings, Leadership leadership, Optional<MetricsPage> metrics)
            throws ApiStartException {
        checkHost(settings);
        JobEvents events = new JobEvents(jobs, leadership);
        LiveFeed live = new LiveFeed(jobs, leadership);
        Bodies bodies = new Bodies(settings.limits());
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings.limits());
            config.routes.before(new RequestGuard(new HostCheck(settings)));
            config.routes.before(new LeaderGuard(leadership, bodies));
            new PageRoutes(leadership).addTo(config.routes);
            new JobRoutes(jobs, bodies).addTo(config.routes, events);
            new ViewRoutes(jobs).addTo(config.routes);
            live.addTo(config.routes);
            new ClusterRoutes(jobs, kinds, bodies).addTo(config.routes);
            new OpenApiRoute().addTo(config.routes);
            new HealthRoutes(jobs, leadership).addTo(config.routes);
            metrics.ifPresent(page -> new MetricsRoute(page).addTo(config.routes));
            addErrors(config.routes);
        });
        try {
            javalin.start(settings.bind(), settings.port());
        } catch (JavalinBindException e) {
            throw new ApiStartException(
                    "the API can't listen on " + settings.bind() + ":" + settings.port() + ": " + rootMessage(e),
                    "another coordinator may be running: end it, or choose another --api-port",
                    e);
        }
        return new ApiServer(javalin, events, live);
    }

    /** What it answers, but for pages, as in {@code "GET /api/v1/jobs"}. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(each -> each.endpoint)
                .filter(each -> each.method.isHttpMethod())
                .filter(each -> !each.path.equals("/") && !each.path.startsWith(PageRoutes.ASSETS))
                .map(each -> each.method.name() + " " + each.path)
                .toList();
    }

    /** The port it really listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        events.close();
        live.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig config, ApiLimits limits) {
        config.startup.showJavalinBanner = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = RequestGuard.MAX_BODY_BYTES;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("api");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(limits.idle().toMillis());
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ProtocolErrors());
            server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        });
    }

    private static void addErrors(RoutesConfig routes) {
        routes.exception(ApiRefusedException.class, (e, context) -> Replies.error(context, e));
        routes.exception(
                BadInputException.class,
                (e, context) -> Replies.error(
                        context,
                        400,
                        new JobFault(BAD_INPUT, messageOf(e), e.where(), e.hint()),
                        FieldPlace.of(e.where())));
        routes.exception(HttpResponseException.class, ApiServer::answer);
        routes.exception(Exception.class, (e, context) -> {
            if (e instanceof IOException && context.res().isCommitted()) {
                LOG.debug("An answer broke off: {} {}", context.method(), context.path(), e);
                return;
            }
            LOG.warn("A request failed: {} {}", context.method(), context.path(), e);
            JobFault fault = new JobFault("internal", "the coordinator failed at this request", "", "see its log");
            Replies.error(context, 500, fault, Optional.empty());
        });
    }

    private static void answer(HttpResponseException e, Context context) {
        if (e.getStatus() == 405) {
            context.header("Allow", e.getDetails().getOrDefault("availableMethods", ""));
        }
        JobFault fault = switch (e.getStatus()) {
            case 404 -> new JobFault("no-such-path", "there is nothing here", context.path(), "start at /api/v1/jobs");
            case 405 ->
                new JobFault(
                        "wrong-method",
                        "this path does not take " + context.method(),
                        context.path(),
                        "use another method");
            default -> new JobFault("refused", messageOf(e), context.path(), "");
        };
        Replies.error(context, e.getStatus(), fault, Optional.empty());
    }

    private static void checkHost(ApiSettings settings) throws ApiStartException {
        try {
            InetAddress.getByName(settings.bind());
        } catch (UnknownHostException e) {
            throw new ApiStartException(
                    "the host \"" + settings.bind() + "\" is not known",
                    "give --api-bind an address of this machine",
                    e);
        }
    }

    private static String messageOf(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
