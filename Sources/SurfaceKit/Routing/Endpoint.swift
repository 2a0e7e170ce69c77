import Domain
package import HTTPTypes
package import Hummingbird

/// One row of a surface's route table: what is asked how, by whom, how often, and which method of the surface answers.
package struct Endpoint<Surface: Sendable, Context: SurfaceContext>: Sendable {
    package typealias Handler = @Sendable (Request, Context) async throws -> Response

    package let route: Route
    package let rate: RateClass?
    package let handler: @Sendable (Surface) -> Handler

    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, rate: RateClass? = nil,
        _ handler: @escaping @Sendable (Surface) -> Handler
    ) {
        route = Route(method: method, path: path, access: access)
        self.rate = rate
        self.handler = handler
    }
}

/// What the table of routes tells about one of them.
package struct Route: Sendable, Hashable {
    package let method: HTTPRequest.Method
    /// As the router knows it, with captures as `:name`.
    package let path: String
    package let access: Access

    package init(method: HTTPRequest.Method, path: String, access: Access) {
        self.method = method
        self.path = path
        self.access = access
    }

    /// Whether a request's path is one of this route's; doubled slashes and one at the end do not count. `**` at the
    /// end stands for one or more segments.
    package func matches(_ requestPath: String) -> Bool {
        var wanted = path.split(separator: "/")
        var given = requestPath.split(separator: "/")
        if wanted.last == "**" {
            guard given.count >= wanted.count else { return false }
            wanted.removeLast()
            given = Array(given.prefix(wanted.count))
        }
        return wanted.count == given.count && zip(wanted, given).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }
}

extension RouterGroup where Context: SurfaceContext {
    /// Adds the routes of a surface, each behind `gate`.
    package func mount<Surface>(_ endpoints: [Endpoint<Surface, Context>], of surface: Surface, behind gate: Gate) {
        for endpoint in endpoints {
            let handler = endpoint.handler(surface)
            on(RouterPath(endpoint.route.path), method: endpoint.route.method) { request, context -> Response in
                var (request, context) = (request, context)
                let admission = try await gate.admit(
                    &request, caller: context.caller, as: endpoint.route.access, rate: endpoint.rate)
                context.identity = admission.identity
                context.session = admission.session
                if let identity = context.identity { context.visit.note(identity.user.id) }
                return try await handler(request, context)
            }
        }
    }
}
