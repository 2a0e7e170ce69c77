import Testing

@testable import Administration

@Suite("Values of settings")
struct SettingKindTests {
    private static func setting(_ kind: SettingKind) -> Setting { Setting("test.key", kind, nil, "A test.") }

    @Test(
        "what is allowed has one form",
        arguments: [
            (Setting.rateSearch, " 5 ", "5"), (.rateSearch, "1000000", "1000000"), (.port, "0", "0"),
            (.watchesFolders, "1", "true"), (.watchesFolders, "OFF", "false"), (.watchesFolders, "yes", "true"),
            (.mediaServerType, "emby", "emby"), (.mediaServerURL, "http://nas:8096//", "http://nas:8096"),
            (.mediaServerURL, "HTTPS://Nas.Example/jellyfin/", "HTTPS://Nas.Example/jellyfin"),
            (.traktRedirectURI, "https://a.example/back/?x=1", "https://a.example/back/?x=1"),
            (.trustedProxies, "10.0.0.1 , ::1,", "10.0.0.1,::1"), (.linkRoots, "/mnt/a, /srv", "/mnt/a,/srv"),
            (.timeZone, "Europe/Berlin", "Europe/Berlin"), (.tmdbLanguage, "de-DE", "de-DE"),
            (.basePath, "/vod//x/", "/vod/x"), (.basePath, "/", "/"), (.mediaServerKey, " abc\n", "abc"),
            (.oidcScopes, "openid email", "openid email"), (.openAIChatModel, "", ""),
            (Setting.moviePicks.rating, "1.0", "1"), (Setting.moviePicks.rating, "1e-1", "0.1"),
            (.movieLibraryTitle, "{{ USERNAME }} / films".replacing("/", with: "-"), "{{ USERNAME }} - films"),
            (Setting.movieTopPicks.libraryName, "Everybody's", "Everybody's"),
            (.stashURL, "http://nas:9999/stash/", "http://nas:9999/stash"), (.analysisApplyAbove, "0.90", "0.9"),
            (.analysisThreshold, "1", "1"), (.syncIntervalMinutes, "0", "0"), (.curationAuth, "off", "off"),
            (.studioPatterns, #"{ "^pp" : "Pier", "^dh/" : "Dock" }"#, #"{"^dh/":"Dock","^pp":"Pier"}"#),
            (
                .corsOrigins, "https://Films.Example:443/, http://10.0.0.2:3000",
                "https://films.example,http://10.0.0.2:3000"
            ),
        ] as [(Setting, String, String)])
    func allowed(_ setting: Setting, _ text: String, _ value: String) throws {
        #expect(try setting.checked(text) == value)
        #expect(try setting.checked(value) == value, "its one form is its own")
    }

    @Test(
        "what is not allowed is told with what would be",
        arguments: [
            (Setting.rateSearch, "0", "a whole number from 1 to 1000000"), (.rateSearch, "5.0", "whole number"),
            (.rateSearch, "many", "not \"many\""), (.port, "65536", "65535"), (.watchesFolders, "2", "true or false"),
            (.mediaServerType, "plex", "one of jellyfin, emby"), (.mediaServerURL, "ftp://nas", "a URL like"),
            (.mediaServerURL, "nas:8096", "a URL"), (.mediaServerURL, "http://", "a URL"),
            (.mediaServerURL, "http://a b", "a URL"), (.mediaServerURL, "http://me:pw@nas", "a URL"),
            (.mediaServerURL, "http://nas?x=1", "a URL"), (.mediaServerURL, "http://nas#top", "a URL"),
            (.trustedProxies, "10.0.0.0/8", "IP address"), (.linkRoots, "/mnt,films", "absolute path"),
            (.timeZone, "Mars/Base", "zone"), (.tmdbRegion, "us", "like US"), (.basePath, "vod", "path like /vod"),
            (.oidcScopes, "email", "openid"), (Setting.moviePicks.rating, "1.1", "a number from 0 to 1"),
            (Setting.moviePicks.rating, "nan", "a number"), (Setting.moviePicks.rating, "0x1p-1", "a number"),
            (Setting.moviePicks.rating, "-0.1", "a number"), (Setting.moviePicks.selectedCount, "0", "whole number"),
            (.movieLibraryTitle, "films/{{count}}", "without any of"), (.openAIChatModel, "a\nb", "one line"),
            (Setting.movieTopPicks.libraryName, "a:b", "without any of"),
            (.analysisApplyAbove, "1.5", "a number from 0 to 1"), (.analysisApplyAbove, "never", "a number"),
            (.analysisBatchSize, "101", "from 1 to 100"), (.syncBatchSize, "0", "from 1 to 1000"),
            (.studioPatterns, #"{"(":"Pier"}"#, "regular expressions"), (.studioPatterns, "^pp=Pier", "an object"),
            (.corsOrigins, "https://films.example/app", "an origin like"), (.corsOrigins, "*", "an origin"),
            (.corsOrigins, "null", "an origin"), (.curationAuth, "none", "one of auto, off, required"),
        ] as [(Setting, String, String)])
    func refused(_ setting: Setting, _ text: String, _ words: String) {
        let error = #expect(throws: SettingsError.self) { try setting.checked(text) }
        #expect(error?.key == setting.key)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(setting.variable) == true)
    }

    @Test("a secret that cannot be is not told")
    func secret() {
        let error = #expect(throws: SettingsError.self) { try Setting.mediaServerKey.checked("hunter2\u{0}x") }
        #expect(error?.description.contains("hunter2") == false)
        let long = String(repeating: "x", count: AdministrationLimits.settingBytesMax + 1)
        #expect(throws: SettingsError.self) { try Setting.mediaServerKey.checked(long) }
    }

    @Test("a secret is shown by its end, and what is shown is no new secret")
    func mask() {
        let secret = "0123456789abcdef"
        #expect(SecretMask.masked(secret) == "••••••••cdef")
        #expect(SecretMask.masked("hunter2") == "••••••••")
        for shown in ["••••••••cdef", "cdef", "********", "•"] { #expect(SecretMask.isShown(shown, of: secret)) }
        for new in ["", "abcdef", "x", secret + "x"] { #expect(!SecretMask.isShown(new, of: secret)) }
        #expect(!SecretMask.isShown("cdef", of: nil))
    }
}
