import Server
import Testing

@Suite("Route table")
struct RouteTableTests {
    @Test("the table is the one that is documented")
    func table() {
        #expect(
            RouteTable.lines(publicOnly: false) == [
                "GET     /                                 open             kodi",
                "GET     /assets/:name                     open             web",
                "GET     /devices                          session          web",
                "POST    /devices/browsers/:id/end         session          web",
                "POST    /devices/code                     session          web",
                "POST    /devices/keys/:id/label           session          web",
                "POST    /devices/keys/:id/revoke          session          web",
                "GET     /healthz                          open             operations",
                "GET     /home                             session          web",
                "GET     /kodi/addon.zip                   open             kodi",
                "GET     /kodi/movies/batches              key              kodi",
                "DELETE  /kodi/movies/clear                key              kodi",
                "GET     /kodi/movies/list                 key              kodi",
                "GET     /kodi/repository.zip              open             kodi",
                "GET     /kodi/repository/**               open             kodi",
                "POST    /kodi/search/movies               key              kodi",
                "GET     /kodi/test                        key              kodi",
                "PUT     /library/batch/:upload_id/chunk   key              kodi",
                "POST    /library/batch/:upload_id/commit  key              kodi",
                "GET     /library/batch/:upload_id/status  key              kodi",
                "POST    /library/batch/start              key              kodi",
                "GET     /library/hash                     key              kodi",
                "GET     /metrics                          local or admin   operations",
                "GET     /openapi.json                     open             kodi",
                "POST    /otp/exchange                     open             kodi",
                "POST    /pairing-code/exchange            open             kodi",
                "GET     /pictures/:size/:name             session          web",
                "GET     /search                           session          web",
                "GET     /setup                            open             web",
                "POST    /setup                            open             web",
                "GET     /signin                           open, own forms  web",
                "POST    /signin                           open, own forms  web",
                "GET     /signin/openid                    open, own forms  web",
                "GET     /signin/openid/return             open, own forms  web",
                "POST    /signout                          session          web",
                "POST    /signout/everywhere               session          web",
                "POST    /similar_to                       open             kodi",
                "POST    /theme                            open, own forms  web",
                "GET     /users/me/keys                    session          kodi",
                "DELETE  /users/me/keys/:id                session          kodi",
                "PATCH   /users/me/keys/:id                session          kodi",
                "GET     /users/me/library/stats           key              kodi",
                "POST    /users/me/pairing-codes           session          kodi",
                "GET     /users/me/session                 session          kodi",
                "POST    /v1/auth/otp                      open             kodi",
                "GET     /v1/auth/whoami                   key              kodi",
                "POST    /v1/library/add                   key              kodi",
                "GET     /v1/library/ids                   key              kodi",
                "POST    /v1/library/remove                key              kodi",
                "GET     /v1/library/search                key              kodi",
                "GET     /v1/library/version               key              kodi",
            ])
    }

    @Test("only these routes answer without credentials")
    func openRoutes() {
        let open = RouteTable.lines(publicOnly: true).map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(
            open == [
                "GET /", "GET /assets/:name", "GET /healthz", "GET /kodi/addon.zip", "GET /kodi/repository.zip",
                "GET /kodi/repository/**", "GET /openapi.json", "POST /otp/exchange",
                "POST /pairing-code/exchange", "GET /setup", "POST /setup", "GET /signin", "POST /signin",
                "GET /signin/openid", "GET /signin/openid/return", "POST /similar_to", "POST /theme",
                "POST /v1/auth/otp",
            ])
    }
}
