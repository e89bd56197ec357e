using Visavis.Server.Api;
using Visavis.Server.Sessions;

namespace Visavis.Server.Commands;

/// <summary>What a start prints.</summary>
internal sealed class Banner(Uri address, string dataFolder, Look look, StudioLinks links, ServerOptions options)
{
    /// <param name="firstKey">A key that was just made and is never shown again.</param>
    public string Text(string? firstKey)
    {
        // 0.0.0.0 and :: are no addresses that a browser can open.
        var here = options.IsLoopback ? $"http://{address.Authority}" : $"http://127.0.0.1:{address.Port}";
        var key = firstKey ?? links.NewKey().Key;
        var shown = firstKey is null
            ? ""
            : $"""

              API key   {firstKey}
                        shown only now; ./visavis keys add NAME makes more

            """;
        return $$"""

              Visavis is ready.

              Studio    {{here}}/#token={{links.Token}}
                        opens once, on this machine, within {{Duration.Format(options.StudioLink)}}; elsewhere {{options.PublicUrl ?? here}}/ asks for an API key
              Data      {{dataFolder}}
            {{shown}}
              By curl{{(firstKey is null ? $" (this key lives {Duration.Format(options.StudioSession)})" : "")}}:

            {{Curl(here, key)}}

            """;
    }

    private string Curl(string here, string key) =>
        $$"""
        id=$(curl -s {{here}}{{SessionsApi.Route}} -H 'x-api-key: {{key}}' -H 'content-type: application/json' \
          -d '{"type":"tts","avatar_id":"{{look.Id}}","voice_id":"{{look.Rig.DefaultVoice}}","text":"Hello! I can say whatever you like."}' \
          | sed 's/.*"stream_id":"\([^"]*\)".*/\1/'); curl -s {{here}}{{SessionsApi.Route}}/$id -H 'x-api-key: {{key}}'; echo
        """;
}
