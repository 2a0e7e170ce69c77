import Server
import Testing

@Suite("Route table")
struct RouteTableTests {
    @Test("the table is the one that is documented")
    func table() {
        #expect(
            RouteTable.lines(publicOnly: false) == [
                "GET   /                          open             kodi",
                "GET   /assets/:name              open             web",
                "GET   /devices                   session          web",
                "POST  /devices/browsers/:id/end  session          web",
                "POST  /devices/code              session          web",
                "POST  /devices/keys/:id/label    session          web",
                "POST  /devices/keys/:id/revoke   session          web",
                "GET   /healthz                   open             operations",
                "GET   /home                      session          web",
                "POST  /kodi/search/movies        key              kodi",
                "GET   /kodi/test                 key              kodi",
                "GET   /metrics                   local or admin   operations",
                "POST  /pairing-code/exchange     open             kodi",
                "GET   /pictures/:size/:name      session          web",
                "GET   /search                    session          web",
                "GET   /setup                     open             web",
                "POST  /setup                     open             web",
                "GET   /signin                    open, own forms  web",
                "POST  /signin                    open, own forms  web",
                "GET   /signin/openid             open, own forms  web",
                "GET   /signin/openid/return      open, own forms  web",
                "POST  /signout                   session          web",
                "POST  /signout/everywhere        session          web",
                "POST  /similar_to                open             kodi",
                "POST  /theme                     open, own forms  web",
                "POST  /v1/auth/otp               open             kodi",
                "GET   /v1/auth/whoami            key              kodi",
                "GET   /v1/library/search         key              kodi",
            ])
    }

    @Test("only these routes answer without credentials")
    func openRoutes() {
        let open = RouteTable.lines(publicOnly: true).map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(
            open == [
                "GET /", "GET /assets/:name", "GET /healthz", "POST /pairing-code/exchange", "GET /setup",
                "POST /setup", "GET /signin", "POST /signin", "GET /signin/openid", "GET /signin/openid/return",
                "POST /similar_to", "POST /theme", "POST /v1/auth/otp",
            ])
    }
}
