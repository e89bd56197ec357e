using System.Text.Json.Nodes;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class AvatarRigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nora", "Nora", "female", "heart")]
    [InlineData("joe", "Joe", "male", "male")]
    [InlineData("amara", "Amara", "female", "deep")]
    public void ShippedPack_SaysWhoItIs(string id, string title, string gender, string voice)
    {
        var rig = Rigs.Get(id);
        Assert.Equal(
            (id, title, gender, voice, 1280, 720, "image/png", true),
            (rig.Id, rig.Title, rig.Gender, rig.DefaultVoice, rig.Width, rig.Height, rig.Preview.ContentType, File.Exists(rig.Preview.Path)));
    }

    [Fact]
    public void NoPack_IsNamed()
    {
        var error = Assert.Throws<InvalidDataException>(() => AvatarRig.Load(_folder));
        Assert.Equal($"The avatar pack in {_folder} has no pack.json.", error.Message);
    }

    [Theory]
    [InlineData("mouth/MBP.png", "lacks the file mouth/MBP.png")]
    [InlineData("eyes/lid50.png", "lacks the file eyes/lid50.png")]
    [InlineData("depth.png", "lacks the file depth.png")]
    public void MissingPicture_IsNamed(string file, string what)
    {
        CopyPack();
        File.Delete(Path.Combine(_folder, file));
        AssertBroken(what);
    }

    [Fact]
    public void PictureOfWrongSize_IsNamed()
    {
        CopyPack();
        File.Copy(Path.Combine(_folder, "eyes/open.png"), Path.Combine(_folder, "mouth/FV.png"), overwrite: true);
        AssertBroken("should have a picture of 236 x 196 in mouth/FV.png, not 284 x 140");
    }

    [Fact]
    public void PictureThatIsNoPng_IsNamed()
    {
        CopyPack();
        File.WriteAllText(Path.Combine(_folder, "head.png"), "nothing");
        AssertBroken("has a picture head.png that cannot be decoded");
    }

    [Theory]
    [InlineData("look", "lacks look in its pack.json")]
    [InlineData("neck_pivot", "lacks neck_pivot in its pack.json")]
    [InlineData("patches", "lacks patches in its pack.json")]
    public void MissingSection_IsNamed(string section, string what)
    {
        CopyPack();
        EditPack(pack => pack.Remove(section));
        AssertBroken(what);
    }

    [Fact]
    public void OddRectangle_IsNamed()
    {
        CopyPack();
        EditPack(pack => pack["rects"]!["mouth"]![0] = 523);
        AssertBroken("has a mouth rectangle that is not an even one inside the picture");
    }

    [Fact]
    public void LipsOutsideTheirRectangle_AreNamed()
    {
        CopyPack();
        EditPack(pack => pack["rects"]!["mouth"] = new JsonArray(522, 124, 236, 196));
        AssertBroken("has lips or lids outside the mouth rectangle in mouth/neutral");
    }

    private void AssertBroken(string what)
    {
        var error = Assert.Throws<InvalidDataException>(() => AvatarRig.Load(_folder));
        Assert.Equal($"The avatar pack in {_folder} {what}.", error.Message);
    }

    private void EditPack(Action<JsonObject> edit)
    {
        var path = Path.Combine(_folder, "pack.json");
        var pack = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(pack);
        File.WriteAllText(path, pack.ToJsonString());
    }

    private void CopyPack()
    {
        foreach (var file in Directory.EnumerateFiles(Rigs.Folder("joe"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(Rigs.Folder("joe"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
