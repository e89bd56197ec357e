using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Visavis.Server;

/// <summary>Binds <see cref="ServerOptions"/> once: the file, then the environment over it, then the command line over both.</summary>
public static class OptionsReader
{
    /// <summary>Read when it is there and no other file is named.</summary>
    public const string DefaultFile = "./visavis.json";

    private const string EnvironmentPrefix = "VISAVIS_";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The settable properties by their keys.</summary>
    internal static IReadOnlyDictionary<string, PropertyInfo> Keys { get; } = typeof(ServerOptions)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    /// <param name="file">The file that the command line names, if any.</param>
    /// <param name="environment">Environment variables; those that are no setting are ignored.</param>
    /// <param name="flags">Settings of the command line by key.</param>
    /// <exception cref="StartException">A setting is unknown or wrong; the message has a sentence for each.</exception>
    public static ServerOptions Read(string? file, IDictionary environment, IReadOnlyDictionary<string, string> flags)
    {
        var options = new ServerOptions();
        var faults = new List<string>();
        if (file is not null || File.Exists(DefaultFile))
        {
            ReadFile(options, file ?? DefaultFile, faults);
        }
        foreach (var (key, property) in Keys)
        {
            if (environment[EnvironmentPrefix + key.ToUpperInvariant()] is string { Length: > 0 } value)
            {
                SetText(options, property, value, EnvironmentPrefix + key.ToUpperInvariant(), faults);
            }
        }
        foreach (var (key, value) in flags)
        {
            SetText(options, Keys[key], value, "--" + key.Replace('_', '-'), faults);
        }
        faults.AddRange(options.Faults());
        return faults.Count == 0 ? options : throw new StartException(string.Join(Environment.NewLine, faults), StartException.WrongUse);
    }

    private static void ReadFile(ServerOptions options, string file, List<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add($"{file} must hold one JSON object.");
                return;
            }
            foreach (var member in document.RootElement.EnumerateObject())
            {
                SetMember(options, member, file, faults);
            }
        }
        catch (JsonException e)
        {
            faults.Add($"{file} is not valid JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"The settings file {file} cannot be read: {e.Message}");
        }
    }

    private static void SetMember(ServerOptions options, JsonProperty member, string file, List<string> faults)
    {
        if (!Keys.TryGetValue(member.Name, out var property))
        {
            faults.Add($"{file} has an unknown key '{member.Name}': samples/visavis.full.json lists all keys.");
        }
        else if (member.Value.ValueKind == JsonValueKind.Null && IsNullable(property))
        {
            property.SetValue(options, null);
        }
        else
        {
            // Numbers and texts are told apart by the setting, so "8080" does not pass for a number.
            var type = Underlying(property);
            var fits = type == typeof(int) || type == typeof(long) ? member.Value.ValueKind == JsonValueKind.Number
                : type == typeof(bool) ? member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                : member.Value.ValueKind == JsonValueKind.String;
            SetText(options, property, fits ? member.Value.ToString() : "\0", $"{member.Name} in {file}", faults);
        }
    }

    private static void SetText(ServerOptions options, PropertyInfo property, string text, string source, List<string> faults)
    {
        var type = Underlying(property);
        if (type == typeof(string) && !text.Contains('\0'))
        {
            property.SetValue(options, text);
        }
        else if (type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            property.SetValue(options, number);
        }
        else if (type == typeof(long) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large))
        {
            property.SetValue(options, large);
        }
        else if (type == typeof(bool) && bool.TryParse(text, out var flag))
        {
            property.SetValue(options, flag);
        }
        else if (type == typeof(TimeSpan) && Duration.TryParse(text, out var span))
        {
            property.SetValue(options, span);
        }
        else
        {
            faults.Add($"{source} must be {Expected(type)}.");
        }
    }

    private static string Expected(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a time such as 250ms, 30s, 5min, 1h or 7d, in quotes"
        : "a text in quotes";

    private static Type Underlying(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
}
