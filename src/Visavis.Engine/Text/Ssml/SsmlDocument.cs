using System.Xml;

namespace Visavis.Engine.Text.Ssml;

/// <summary>Markup that cannot be spoken; the message says what is wrong and where, for the one who wrote it.</summary>
public sealed class SsmlException(string message) : Exception(message);

/// <summary>
/// The part of SSML 1.1 (W3C) that a voice here can follow: speak, p, s, break, emphasis, prosody rate, say-as, phoneme (ipa) and sub.
/// What it does not know it refuses by name: a script that asks for a pitch should not come out flat in silence.
/// </summary>
public static class SsmlDocument
{
    /// <summary>UTF-16 units with the markup.</summary>
    public const int MaximumLength = 20_000;

    public const int MaximumElements = 2_000;

    public const int MaximumDepth = 32;

    /// <summary>Clauses in the order they are said. A rest in front of the first word is a clause without text.</summary>
    /// <param name="ssml">A whole document with speak around it.</param>
    /// <param name="locale">Of the voice; decides how ordinals and dates are said.</param>
    /// <exception cref="SsmlException">It is no well-formed SSML of this subset, or beyond a limit.</exception>
    public static IReadOnlyList<Clause> Parse(string ssml, string locale)
    {
        ArgumentNullException.ThrowIfNull(ssml);
        if (ssml.Length > MaximumLength)
        {
            throw new SsmlException($"SSML may have at most {MaximumLength} characters with its markup.");
        }
        // No DTD: entities of a stranger's document could grow without end or name files.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = MaximumLength,
        };
        try
        {
            using var text = new StringReader(ssml.Trim());
            using var xml = XmlReader.Create(text, settings);
            return new SsmlReader(xml, locale).Read();
        }
        catch (XmlException error)
        {
            throw new SsmlException($"The SSML is not well-formed at line {error.LineNumber}, position {error.LinePosition}: {Reason(error)}");
        }
    }

    private static string Reason(XmlException error) => error.Message.Contains("DTD", StringComparison.Ordinal)
        ? "a document type is not allowed."
        : error.Message.Split(". Line", 2)[0].Split(" Line", 2)[0].TrimEnd('.') + ".";
}
