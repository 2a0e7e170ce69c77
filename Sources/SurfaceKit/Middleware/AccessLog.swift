import HTTPTypes
package import Hummingbird
import Logging
package import Metrics

/// One line and one measurement for each request.
///
/// It names the route's template, never the path or the query: those can hold tokens, codes and what people look for.
package struct AccessLog: RouterMiddleware {
    private let metrics: any MetricsFactory
    private let clock = ContinuousClock()

    package init(metrics: any MetricsFactory) {
        self.metrics = metrics
    }

    package func handle(
        _ request: Request, context: RootContext, next: (Request, RootContext) async throws -> Response
    ) async throws -> Response {
        let start = clock.now
        let response = try await next(request, context)
        let duration = clock.now - start
        let route = context.endpointPath.map { $0 == "NotFound" ? "none" : $0 } ?? "none"
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "OTHER"
        measure(method: method, route: route, status: response.status.code, duration)
        var metadata: Logger.Metadata = [
            "http.method": "\(method)", "http.route": "\(route)", "http.status": "\(response.status.code)",
            "http.milliseconds": "\(duration.milliseconds)", "client": "\(context.caller.address)",
        ]
        if let bytes = response.body.contentLength { metadata["http.bytes"] = "\(bytes)" }
        if let user = context.visit.userID { metadata["user.id"] = "\(user)" }
        context.logger.info("request", metadata: metadata)
        return response
    }

    private func measure(method: String, route: String, status: Int, _ duration: Duration) {
        let dimensions = [("method", method), ("route", route), ("status", String(status))]
        let timer = Timer(
            label: "kinothek_http_request_duration_seconds", dimensions: dimensions, factory: metrics)
        timer.recordNanoseconds(duration.nanoseconds)
    }

    /// Anything else is counted as one, so that nobody can invent series.
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }

    fileprivate var milliseconds: Double { (Double(nanoseconds) / 10_000).rounded() / 100 }
}
