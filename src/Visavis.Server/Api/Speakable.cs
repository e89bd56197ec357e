using Visavis.Engine.Speech;
using Visavis.Engine.Text;
using Visavis.Server.Sessions;
using Visavis.Server.Voices;

namespace Visavis.Server.Api;

/// <summary>What a text must be to be spoken; every fault is a 400 that names its field.</summary>
internal static class Speakable
{
    /// <summary>How many voices an advice names; a hundred read Latin letters.</summary>
    private const int VoicesNamed = 8;

    public static void Require(string text, string field, ServerOptions options)
    {
        if (text.Length == 0)
        {
            throw ApiException.Invalid(field, $"'{field}' must be non-empty.");
        }
        RequireLength(text, field, options);
        if (!SpeakableText.Any(text))
        {
            throw ApiException.Invalid(field, $"'{field}' holds nothing to say: it needs at least one letter or digit.");
        }
    }

    public static void RequireReadable(string text, Voice voice, Stage stage, ServerOptions options)
    {
        if (ScriptFallback.Reader(voice, text, stage, options) is null)
        {
            var others = stage.VoicesFor(text);
            var more = others.Count > VoicesNamed ? $" and {others.Count - VoicesNamed} more" : "";
            var advice = others.Count == 0 ? "No voice here can." : $"These can: {string.Join(", ", others.Take(VoicesNamed))}{more}.";
            throw ApiException.Invalid("voice_id", $"The voice '{voice.Id}' cannot read the script of this text. {voice.Reads}{advice}");
        }
    }

    public static void RequireLength(string text, string field, ServerOptions options)
    {
        if (Characters.Count(text) > options.TextPerRequest)
        {
            throw ApiException.Invalid(field, $"'{field}' has more than {options.TextPerRequest} characters, the limit of one request.");
        }
    }
}
