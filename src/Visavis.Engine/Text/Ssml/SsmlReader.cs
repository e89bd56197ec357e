using System.Globalization;
using System.Xml;
using Visavis.Engine.Media;

namespace Visavis.Engine.Text.Ssml;

/// <summary>Walks through a document once.</summary>
internal sealed class SsmlReader(XmlReader xml, string locale)
{
    private const string Known = "speak, p, s, break, emphasis, prosody, say-as, phoneme, sub";

    /// <summary>Slower than this or faster no voice is still understood.</summary>
    private const float Slowest = 0.5f;
    private const float Fastest = 2;

    private static readonly MediaTime LongestBreak = MediaTime.FromSeconds(10);

    /// <summary>A stressed word is set off a little and said slower: no voice here takes stress as such.</summary>
    private const float StressedSpeed = 0.85f;
    private static readonly MediaTime StressedPause = MediaTime.FromMilliseconds(60);

    private readonly SsmlText _text = new();
    private int _elements;

    public IReadOnlyList<Clause> Read()
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "speak")
        {
            throw new SsmlException("SSML must have <speak> as its outermost element.");
        }
        Element(1);
        while (xml.Read())
        {
            // Only white space may follow; the reader refuses the rest.
        }
        return _text.Finish();
    }

    /// <summary>Reads the element that the reader stands on, through its end.</summary>
    private void Element(float speed)
    {
        if (++_elements > SsmlDocument.MaximumElements)
        {
            throw new SsmlException($"SSML may have at most {SsmlDocument.MaximumElements} elements.");
        }
        if (xml.Depth >= SsmlDocument.MaximumDepth)
        {
            throw Wrong($"elements may be nested at most {SsmlDocument.MaximumDepth} deep");
        }
        switch (xml.LocalName)
        {
            case "speak" when xml.Depth == 0:
                Content(speed);
                break;
            case "p":
            case "s":
                Allow();
                var end = xml.LocalName == "p" ? ClauseEnd.Paragraph : ClauseEnd.Sentence;
                _text.EndSentence(ClauseEnd.Sentence);
                Content(speed);
                _text.EndSentence(end);
                break;
            case "break":
                Break();
                break;
            case "emphasis":
                Emphasis(speed);
                break;
            case "prosody":
                Prosody(speed);
                break;
            case "say-as":
            case "phoneme":
            case "sub":
                Read(speed);
                break;
            default:
                throw Wrong($"<{xml.LocalName}> is not supported here; these are: {Known}");
        }
    }

    private void Content(float speed)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                Element(speed);
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                _text.Add(xml.Value, speed);
            }
        }
    }

    private void Break()
    {
        Allow("time", "strength");
        var pause = xml.GetAttribute("time") is { } time ? Time(time) : xml.GetAttribute("strength") switch
        {
            "none" => MediaTime.Zero,
            "x-weak" => MediaTime.FromMilliseconds(100),
            "weak" => MediaTime.FromMilliseconds(250),
            null or "medium" => MediaTime.FromMilliseconds(450),
            "strong" => MediaTime.FromMilliseconds(700),
            "x-strong" => MediaTime.FromMilliseconds(1_200),
            var other => throw Wrong($"the strength '{other}' of a break is none of none, x-weak, weak, medium, strong, x-strong"),
        };
        if (!xml.IsEmptyElement && xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            throw Wrong("<break> must be empty");
        }
        _text.Pause(pause);
    }

    private MediaTime Time(string written)
    {
        var (digits, scale) = written.EndsWith("ms", StringComparison.Ordinal) ? (written[..^2], 1d) : written.EndsWith('s') ? (written[..^1], 1_000d) : ("", 0);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count * scale > LongestBreak.Milliseconds)
        {
            throw Wrong($"the time '{written}' of a break must be such as 500ms or 1.5s, at most {LongestBreak.Milliseconds / 1000:0} s");
        }
        return MediaTime.FromMilliseconds((int)Math.Round(count * scale));
    }

    private void Emphasis(float speed)
    {
        Allow("level");
        switch (xml.GetAttribute("level"))
        {
            case "strong":
                _text.SetOff(StressedPause);
                Content(Math.Max(Slowest, speed * StressedSpeed));
                _text.SetOff(StressedPause);
                break;
            case null or "moderate" or "none" or "reduced":
                Content(speed);
                break;
            case var other:
                throw Wrong($"the level '{other}' of an emphasis is none of strong, moderate, none, reduced");
        }
    }

    private void Prosody(float speed)
    {
        Allow("rate");
        var rate = xml.GetAttribute("rate") ?? "default";
        var factor = rate switch
        {
            "x-slow" => 0.6f,
            "slow" => 0.8f,
            "medium" or "default" => 1,
            "fast" => 1.25f,
            "x-fast" => 1.6f,
            _ => Number(rate),
        };
        if (factor is not (>= Slowest and <= Fastest))
        {
            throw Wrong($"the rate '{rate}' of a prosody must be a name (x-slow, slow, medium, fast, x-fast), or from {Slowest:0%} to {Fastest:0%} such as 90%, +20% or 1.2");
        }
        Content(Math.Clamp(speed * factor, Slowest, Fastest));
    }

    private static float Number(string rate)
    {
        var isPercent = rate.EndsWith('%');
        var isChange = isPercent && rate[0] is '+' or '-';
        return float.TryParse(isPercent ? rate[..^1] : rate, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (isChange ? 1 : 0) + (isPercent ? value / 100 : value)
            : 0;
    }

    /// <summary>An element whose text is said otherwise.</summary>
    private void Read(float speed)
    {
        var element = xml.LocalName;
        var (said, isIpa) = ("", false);
        string? interpretAs = null, format = null;
        switch (element)
        {
            case "phoneme":
                Allow("alphabet", "ph");
                if (xml.GetAttribute("alphabet") is not (null or "ipa" or "IPA"))
                {
                    throw Wrong("a phoneme's alphabet must be ipa");
                }
                (said, isIpa) = (Required("ph"), true);
                break;
            case "sub":
                Allow("alias");
                said = Required("alias");
                break;
            default:
                Allow("interpret-as", "format", "detail");
                (interpretAs, format) = (Required("interpret-as"), xml.GetAttribute("format"));
                break;
        }
        var written = TextOnly(element);
        if (interpretAs is not null)
        {
            said = SayAs.Read(written, interpretAs, format, locale) ?? throw Wrong($"a say-as must have an interpret-as of {SayAs.Known}, not '{interpretAs}'");
        }
        if (said.Length > PronunciationList.MaximumSayLength * 5)
        {
            throw Wrong($"what is said for one <{element}> may have at most {PronunciationList.MaximumSayLength * 5} characters");
        }
        _text.AddReading(written, said, isIpa, speed);
    }

    private string TextOnly(string element)
    {
        var text = "";
        if (xml.IsEmptyElement)
        {
            return text;
        }
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                throw Wrong($"<{element}> may hold text only");
            }
            text += xml.Value;
        }
        return text;
    }

    private string Required(string attribute) => xml.GetAttribute(attribute)?.Trim() is { Length: > 0 } value
        ? value
        : throw Wrong($"<{xml.LocalName}> must have the attribute '{attribute}'");

    private void Allow(params ReadOnlySpan<string> attributes)
    {
        var element = xml.LocalName;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.Prefix.Length == 0 && !attributes.Contains(xml.Name))
            {
                throw Wrong($"the attribute '{xml.Name}' of <{element}> is not supported here");
            }
        }
        xml.MoveToElement();
    }

    private SsmlException Wrong(string what)
    {
        var at = (IXmlLineInfo)xml;
        return new SsmlException($"In the SSML at line {at.LineNumber}, position {at.LinePosition}: {what}.");
    }
}
