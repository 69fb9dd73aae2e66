//! Makes the script of a single-file story: the element's script with the glue and the WebAssembly inside.

use std::fs;
use std::path::Path;

use anyhow::Result;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::{compress, element_script::Loader, shrink::Passes};

/// Writes the script for this glue and this WebAssembly to `to`.
pub(crate) fn write(glue: &Path, wasm: &Path, passes: &Passes, to: &Path) -> Result<()> {
    let packed = |file: &Path| -> Result<String> { Ok(BASE64_STANDARD.encode(compress::gzip(&fs::read(file)?)?)) };
    let script = Loader::Single { glue: &packed(glue)?, wasm: &packed(wasm)? }.script()?;
    Ok(fs::write(to, passes.shrink_script(script))?)
}
