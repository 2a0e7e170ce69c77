package import Accounts
package import Hummingbird
package import SurfaceKit

/// The pages for people with a browser.
package struct WebSurface: Sendable {
    let setupLink: SetupLink
    let pages: Pages

    package init(setupLink: SetupLink) {
        self.setupLink = setupLink
        pages = Pages()
    }

    /// The complete table of this surface.
    package static let endpoints: [Endpoint<WebSurface, WebContext>] = [
        Endpoint(.get, "/setup", .open, WebSurface.showSetup),
        Endpoint(.post, "/setup", .open, WebSurface.setUp),
        Endpoint(.get, "/assets/:name", .open, WebSurface.asset),
    ]

    package static let area = SurfaceArea(
        prefixes: ["setup", "assets"], routes: endpoints.map(\.route), envelope: WebErrors())

    package func mount(on router: Router<RootContext>, behind gate: Gate) {
        router.group(context: WebContext.self)
            .add(middleware: SurfaceErrors(WebErrors()))
            .mount(Self.endpoints, of: self, behind: gate)
    }
}
