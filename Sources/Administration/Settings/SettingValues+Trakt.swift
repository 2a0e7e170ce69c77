extension SettingValues {
    /// Where Trakt sends browsers back to: as it is set, else the path of this server's interface for that. Nil for a
    /// server that nobody knows the address of.
    package var traktRedirectURI: String? {
        if let address = text(.traktRedirectURI) { return address }
        let port = int(.port)
        let address = text(.publicURL) ?? (port == 0 ? nil : "http://localhost:\(port)")
        return address.map { $0 + "/api/trakt/callback" }
    }
}
