import Accounts
import Catalogue
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Search
import ServiceLifecycle
import SurfaceKit
import Telemetry
import UnixSignals

/// A server on an opened installation: follows the database, runs jobs, answers requests, until it is told to stop.
package struct KinothekServer: Sendable {
    private let installation: Installation
    private let announce: @Sendable (String) -> Void
    private let metrics = PrometheusMetrics()

    /// `announce` gets the lines that whoever started the server waits for.
    package init(_ installation: Installation, announce: @escaping @Sendable (String) -> Void) {
        self.installation = installation
        self.announce = announce
    }

    /// Serves until SIGTERM or SIGINT, or until the surrounding group shuts down; closes the installation at the end.
    package func run() async throws {
        let features = installation.features
        do {
            try await prepare()
            let following: [any Service] = [
                features.follower,
                features.workers(
                    installation.persistence, count: installation.settings.jobWorkers, logger: installation.logger),
                features.jobs.scheduler, features.jobs.follower,
                SettingsFollower(installation: installation),
                Sweeper(installation: installation), features.curation.automatic,
                Conversions(transcoder: features.conversions), TraktPushes(pusher: features.trakt.pusher),
            ]
            let watchers: [any Service] = installation.settings.playback.watchesFolders ? [watcher()] : []
            let services: [any Service] =
                following + watchers + [
                    application()
                ]
            var configuration = ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: lifecycleLogger)
            configuration.maximumGracefulShutdownDuration = .seconds(ServerLimits.shutdownSeconds)
            configuration.maximumCancellationDuration = .seconds(ServerLimits.cancellationSeconds)
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            try? await installation.close()
            throw startError(error)
        }
        try await installation.close()
    }

    /// For the services as a whole: at `debug` everything that they consist of is printed, with the keys in it.
    private var lifecycleLogger: Logger {
        var logger = installation.logger
        logger.logLevel = max(logger.logLevel, .info)
        return logger
    }

    private func startError(_ error: any Error) -> any Error {
        guard let failure = error as? IOError, failure.errnoCode == EADDRINUSE else { return error }
        return StartError.portInUse(installation.settings.port)
    }

    /// Makes the first account or tells how, and sees to it that stubs get metadata and everything known gets indexed.
    private func prepare() async throws {
        let features = installation.features
        if let first = installation.settings.firstAdmin, try await features.accounts.isEmpty() {
            if try await features.accounts.addFirst(email: first.email, name: nil, password: first.password) != nil {
                announce("The administrator \(first.email) can sign in now.")
            }
        }
        try await features.enrichment.requestIfDue()
        try await features.media.requestProbing()
        if installation.engines.models.wanted != nil {
            try await installation.enqueueIndexing()
        } else {
            announce("Searching words only: \(installation.engines.embedderProblem ?? "there is no model")")
        }
    }

    private func application() -> some ApplicationProtocol {
        let settings = installation.settings
        let curation = installation.curationSurface()
        let http = HTTP1Channel.Configuration(
            idleTimeout: .seconds(SurfaceKitLimits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: SurfaceKitLimits.headerBytesMax, maxHeaderListSize: SurfaceKitLimits.headerBytesMax,
                maxHeaderFieldCount: SurfaceKitLimits.headerCountMax))
        return Application(
            router: installation.router(metrics: metrics, curation: curation),
            server: .http1(
                sendingFiles: http, isQuick: streams(under: settings.playback.basePath),
                webSockets: installation.webSockets(of: curation)),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { [self] channel in await tellAddress(channel) }, logger: installation.logger)
    }

    /// Requests for a file's bytes: to find out who may have them takes a look at the database, which has its own
    /// threads, and the rest is the kernel's work, so that changing threads would be most of the cost of a small range.
    private func streams(under basePath: String) -> @Sendable (HTTPRequest) -> Bool {
        let prefixes = ["/stream/", basePath + "/stream/"]
        return { request in prefixes.contains { request.path?.hasPrefix($0) == true } }
    }

    /// Follows the folders of this server's own media.
    private func watcher() -> MediaWatcher {
        MediaWatcher(
            media: installation.features.media, threads: installation.engines.media.scanThreads,
            links: installation.features.links, logger: installation.logger)
    }

    private func tellAddress(_ channel: any NIOCore.Channel) async {
        let port = channel.localAddress?.port ?? installation.settings.port
        let host = installation.settings.host
        let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        if let token = try? await installation.features.setupLink.make() {
            announce("There is no account yet. Make the administrator's with this link:")
            announce("\(installation.settings.publicURL ?? address)/setup?token=\(token)")
        }
        announce("listening on \(address)")
    }
}
