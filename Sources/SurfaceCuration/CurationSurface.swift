import Domain
import HTTPTypes
package import Hummingbird
package import SurfaceKit

/// The API of StashHog's web client: scenes of an archive, plans that improve them, and the jobs that do the work.
package struct CurationSurface: Sendable {
    let features: CurationFeatures
    let readiness: Readiness

    package init(_ features: CurationFeatures) {
        self.features = features
        readiness = Readiness(features)
    }

    /// The complete table of this surface. A slash at the end of a path changes nothing.
    package static let endpoints: [Endpoint<CurationSurface, CurationContext>] =
        healthEndpoints + settingEndpoints + jobEndpoints + sceneEndpoints + entityEndpoints + syncEndpoints
        + analysisEndpoints + descriptionEndpoints

    /// The paths that this surface answers for, errors of unknown ones included. Surfaces with longer paths below
    /// `/api/v1` stand before it in the route table.
    package static let area = SurfaceArea(
        prefixes: ["api/v1", "openapi/curation.json"], routes: endpoints.map(\.route), envelope: CurationErrors())

    package func mount(on router: Router<RootContext>) {
        let group = router.group(context: CurationContext.self)
            .add(middleware: CurationCORS(settings: features.settings))
            .add(middleware: SurfaceErrors(CurationErrors()))
        let gate = CurationGate(keys: features.keys, settings: features.settings)
        for endpoint in Self.endpoints {
            let handler = endpoint.handler(self)
            group.on(RouterPath(endpoint.route.path), method: endpoint.route.method) { request, context in
                var context = context
                context.identity = try await gate.admit(request, context.caller, as: endpoint.route.access)
                if let user = context.identity?.user { context.visit.note(user.id) }
                return try await handler(request, context)
            }
        }
        mountPreflights(on: group)
    }
}
